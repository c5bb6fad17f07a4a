import { codeRange } from '../convert/codes.js';
import { hasErrors } from '../convert/errors.js';
import { openTally } from '../convert/tally.js';
import { converterRefusals } from '../convert/refusals.js';
import { writtenScales } from '../convert/scales.js';
import { type ConverterSite, converterSite } from '../convert/site.js';
import type { ConvertTerm, Kernels, PackedPlane } from '../products/kernels.js';
import type { ProgrammedLayer } from '../program/program.js';
import { requireNone } from '../refusal.js';
import { offsetMiddle, readGain } from './gain.js';
import type { MatrixRead, ReadLayer, ReadSettings } from './layer.js';
import { noisySlice, releaseSlice } from './noisy/prepare.js';
import { joined, type LayerTable, looseRead, type LooseRead, type LooseTerm } from './terms.js';

interface Preparation {
  readonly kernels: Kernels;
  readonly layer: ProgrammedLayer;
  readonly table: NonNullable<LayerTable>;
}

function preparation(
  kernels: Kernels,
  layer: ProgrammedLayer,
  settings: ReadSettings,
  site: ConverterSite,
): Preparation | null {
  const { adc, geometry } = settings;
  if (adc === null) return null;
  requireNone(converterRefusals(adc, site.bipolar));
  const scales =
    adc.range.kind === 'calibrated'
      ? settings.scales
      : writtenScales(layer.mapped, site, adc.range, settings);
  if (scales === null) throw new RangeError('a calibrated converter needs its scales');
  return { kernels, layer, table: { site, geometry, scales, codes: codeRange(adc.bits, site.bipolar) } };
}

function pack(kernels: Kernels, inputs: number, term: LooseTerm): PackedPlane {
  return kernels.pack(term.plane, inputs, term.outputs, term.less);
}

function packTerm({ kernels, layer, table }: Preparation, term: LooseTerm): ConvertTerm {
  const { rowGroups } = table.geometry;
  return {
    plane: pack(kernels, layer.mapped.inputs, term),
    conversion: kernels.packConversion(term.table!, rowGroups.length, term.outputs),
    sign: term.sign,
  };
}

type Planned = Pick<MatrixRead, 'planes' | 'terms' | 'references' | 'noisy'>;

/** Packs what a matrix is read with. */
function packed(
  kernels: Kernels,
  layer: ProgrammedLayer,
  work: Preparation | null,
  { terms, references }: LooseRead,
): Planned {
  if (work === null) {
    const planes = terms.map((term) => pack(kernels, layer.mapped.inputs, term));
    return { planes, terms: [], references: [], noisy: [] };
  }
  return {
    planes: [],
    terms: terms.map((term) => packTerm(work, term)),
    references: references.map(({ columnTile, term }) => ({ columnTile, term: packTerm(work, term) })),
    noisy: [],
  };
}

/** The same where converters have errors or are watched, or cells make noise; null where neither is so. */
function noisyRead(
  kernels: Kernels,
  layer: ProgrammedLayer,
  settings: ReadSettings,
  work: Preparation | null,
): ((group: number) => Planned) | null {
  const { draws, adc, codes = null } = settings;
  const watched = adc !== null && (hasErrors(adc) || codes !== null);
  if (draws === undefined || (draws.noise === null && !watched)) return null;
  const converters = work !== null && adc !== null ? { adc, table: work.table } : null;
  const tally = codes !== null && work !== null ? openTally(codes, work.table.codes) : null;
  const noisy = { kernels, layer, draws, converters, tally };
  return (group) => ({
    planes: [],
    terms: [],
    references: [],
    noisy: layer.mapped.significance.map((_, slice) => noisySlice(noisy, group, slice)),
  });
}

/** Whether all groups are read as one matrix of channels of their own: one output each, one accumulator, inputs driven at once. */
function ownChannels(kernels: Kernels, { mapped }: ProgrammedLayer, settings: ReadSettings): boolean {
  const { adc, coding, depthwise = false } = settings;
  if (!depthwise || !kernels.takes.own || mapped.outputs !== 1 || mapped.biasRow) return false;
  const references = mapped.mapping.scheme === 'reference_column' && adc !== null;
  return coding.serial === undefined && !references && (adc !== null || mapped.significance.length === 1);
}

/** The part of `bias` [groups x outputs] that belongs to a group; zeros where there is none. */
function biasOf(bias: Float32Array | null, group: number, outputs: number): Float32Array {
  return bias === null ? new Float32Array(outputs) : bias.slice(group * outputs, (group + 1) * outputs);
}

/**
 * Forms the planes of a programmed layer and packs them, with its converters, into a technology's memory. `bias` is
 * float32 [groups x outputs] or null.
 */
export function prepareRead(
  kernels: Kernels,
  layer: ProgrammedLayer,
  settings: ReadSettings,
  bias: Float32Array | null,
): ReadLayer {
  const { mapped, decay } = layer;
  const { geometry, coding } = settings;
  const site = converterSite(mapped, geometry, coding);
  const work = preparation(kernels, layer, settings, site);
  const unit = work === null ? null : site;
  const middle = offsetMiddle(mapped, unit) * decay;
  const noisy = noisyRead(kernels, layer, settings, work);
  const own = noisy === null && middle === 0 && ownChannels(kernels, layer, settings);
  const looseOf = (group: number): LooseRead => looseRead(layer, work?.table ?? null, group);
  const gains = (group: number): Float32Array => readGain(mapped, group, unit, coding, decay);
  const groups = Array.from({ length: mapped.groups }, (_, group) => group);
  const matrices = own
    ? [
        {
          ...packed(kernels, layer, work, joined(groups.map(looseOf), geometry.rowGroups.length)),
          gain: Float32Array.from(groups, (group) => gains(group)[0]),
          bias: biasOf(bias, 0, mapped.groups),
        },
      ]
    : groups.map((group) => ({
        ...(noisy?.(group) ?? packed(kernels, layer, work, looseOf(group))),
        gain: gains(group),
        bias: biasOf(bias, group, mapped.outputs),
      }));
  return {
    inputs: mapped.inputs,
    outputs: own ? mapped.groups : mapped.outputs,
    own,
    coding,
    biasRow: mapped.biasRow,
    geometry,
    ideal: work === null,
    groups: work === null ? [[0, mapped.inputs]] : geometry.rowGroups,
    positions: settings.draws?.positions ?? 1,
    significance: mapped.significance,
    columns: mapped.mapping.columns,
    middle,
    matrices,
  };
}

/** Gives back the memory of a layer, before the next chip's is packed. */
export function releaseRead(kernels: Kernels, read: ReadLayer): void {
  for (const { planes, terms, references, noisy } of read.matrices) {
    noisy.forEach((slice) => releaseSlice(kernels, slice));
    planes.forEach((plane) => kernels.release(plane));
    for (const { plane, conversion } of [...terms, ...references.map(({ term }) => term)]) {
      kernels.release(plane);
      kernels.release(conversion);
    }
  }
}
