import { codeRange } from '../convert/codes.js';
import { hasErrors } from '../convert/errors.js';
import { openTally } from '../convert/tally.js';
import { converterRefusals } from '../convert/refusals.js';
import { writtenScales } from '../convert/scales.js';
import { type ConverterSite, converterSite } from '../convert/site.js';
import {
  conversionTable,
  referenceColumns,
  type TableColumns,
  type TableSettings,
  weightColumns,
} from '../convert/table.js';
import type { ConvertTerm, Kernels } from '../products/kernels.js';
import type { ProgrammedLayer } from '../program/program.js';
import { requireNone } from '../refusal.js';
import { offsetMiddle, readGain } from './gain.js';
import type { MatrixRead, ReadLayer, ReadSettings, ReferenceRead } from './layer.js';
import { noisySlice, releaseSlice } from './noisy/prepare.js';
import { type SlicePlanes, slicePlanes } from './planes.js';

interface Preparation {
  readonly kernels: Kernels;
  readonly layer: ProgrammedLayer;
  readonly table: Omit<TableSettings, 'significance' | 'group'>;
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

function pack(
  { kernels, table, layer }: Preparation,
  { plane, less }: { readonly plane: Float32Array; readonly less: Float32Array | null },
  sign: 1 | -1,
  entries: TableSettings,
  columns: TableColumns,
): ConvertTerm {
  const outputs = columns.tiles.length;
  return {
    plane: kernels.pack(plane, layer.mapped.inputs, outputs, less),
    conversion: kernels.packConversion(
      conversionTable(entries, columns),
      table.geometry.rowGroups.length,
      outputs,
    ),
    sign,
  };
}

/** The terms of one slice: the positive column or the difference, the negative column, the reference columns. */
function sliceTerms(
  work: Preparation,
  group: number,
  planes: SlicePlanes,
): { terms: ConvertTerm[]; references: ReferenceRead[] } {
  const { mapped } = work.layer;
  const { geometry, scales } = work.table;
  const { slice } = planes;
  const entries = { ...work.table, group, significance: mapped.significance[slice] };
  const columnsOf = (polarity: number): TableColumns =>
    weightColumns(geometry, mapped.outputs, scales.weights[polarity][slice]);
  const terms = [pack(work, { plane: planes.plus, less: planes.less }, 1, entries, columnsOf(0))];
  if (planes.minus !== null)
    terms.push(pack(work, { plane: planes.minus, less: null }, -1, entries, columnsOf(1)));
  const references = planes.references.map((plane, columnTile) => {
    const columns = referenceColumns(geometry, columnTile, mapped.mapping.columns, scales.references[slice]);
    return { columnTile, term: pack(work, { plane, less: null }, 1, entries, columns) };
  });
  return { terms, references };
}

type Planned = Pick<MatrixRead, 'planes' | 'terms' | 'references' | 'noisy'>;

function matrixRead(
  kernels: Kernels,
  layer: ProgrammedLayer,
  work: Preparation | null,
  group: number,
): Planned {
  const { inputs, outputs, significance } = layer.mapped;
  const slices = significance.map((_, slice) => slicePlanes(layer, group, slice, work === null, true));
  if (work === null)
    return {
      planes: slices.map(({ plus, less }) => kernels.pack(plus, inputs, outputs, less)),
      terms: [],
      references: [],
      noisy: [],
    };
  const parts = slices.map((planes) => sliceTerms(work, group, planes));
  return {
    planes: [],
    terms: parts.flatMap(({ terms }) => terms),
    references: parts.flatMap(({ references }) => references),
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
  const planned =
    noisyRead(kernels, layer, settings, work) ?? ((group: number) => matrixRead(kernels, layer, work, group));
  const matrices = Array.from({ length: mapped.groups }, (_, group) => ({
    ...planned(group),
    gain: readGain(mapped, group, unit, coding, decay),
    bias: biasOf(bias, group, mapped.outputs),
  }));
  return {
    inputs: mapped.inputs,
    outputs: mapped.outputs,
    coding,
    biasRow: mapped.biasRow,
    geometry,
    ideal: work === null,
    groups: work === null ? [[0, mapped.inputs]] : geometry.rowGroups,
    positions: settings.draws?.positions ?? 1,
    significance: mapped.significance,
    columns: mapped.mapping.columns,
    middle: offsetMiddle(mapped, unit) * decay,
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
