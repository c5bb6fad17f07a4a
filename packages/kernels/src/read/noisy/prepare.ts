import { fold } from '@kirchhoff/random';
import { converterBank } from '../../convert/bank.js';
import type { Columns } from '../../convert/columns.js';
import type { Converter } from '../../convert/converter.js';
import { converterErrors, converterKey } from '../../convert/errors.js';
import type { CodeTally } from '../../convert/tally.js';
import {
  referenceColumns,
  type TableColumns,
  type TableSettings,
  weightColumns,
} from '../../convert/table.js';
import { type VariancePlanes, variancePlanes } from '../../noise/variance.js';
import type { Kernels } from '../../products/kernels.js';
import type { ProgrammedLayer } from '../../program/program.js';
import type { WiredLayer } from '../../wires/wired.js';
import type { ReadDraws } from '../layer.js';
import { slicePlanes } from '../planes.js';
import type { NoisyLines, NoisySlice } from './lines.js';

/** Converters of a layer, before a slice is chosen. */
export interface NoisyConverters {
  readonly adc: Converter;
  readonly table: Omit<TableSettings, 'significance' | 'group'>;
}

export interface NoisyPreparation {
  readonly kernels: Kernels;
  readonly layer: ProgrammedLayer;
  readonly draws: ReadDraws;
  /** Null for ideal converters. */
  readonly converters: NoisyConverters | null;
  /** Counts codes; null where nobody asks. */
  readonly tally: CodeTally | null;
}

/** Read noise goes by the cells themselves, whatever their wires make of them (model.md section 3). */
const noisyCells = (layer: ProgrammedLayer | WiredLayer): ProgrammedLayer =>
  'programmed' in layer ? layer.programmed : layer;

/** Packs some lines; columns without a plane of their own only make noise. */
function lines(
  work: NoisyPreparation,
  columns: Columns,
  planes: { readonly plane: Float32Array | null; readonly variance: Float32Array | undefined },
  sign: 1 | -1,
  ranges: TableColumns | null,
): NoisyLines {
  const { kernels, layer, draws, converters, tally } = work;
  const { inputs, significance } = layer.mapped;
  const { plane, variance } = planes;
  const key = converterKey(draws.key, columns);
  const bank = (adc: Converter, table: NoisyConverters['table'], own: TableColumns) => {
    const { group, slice } = columns;
    const settings = { ...table, group, significance: significance[slice] };
    const errors = converterErrors(adc, key, columns, table.geometry.rowTiles, table.codes);
    return converterBank(adc, settings, own, errors, tally);
  };
  return {
    columns,
    sign,
    plane: plane === null ? null : kernels.pack(plane, inputs, columns.count),
    variance: variance === undefined ? null : kernels.pack(variance, inputs, columns.count),
    bank: ranges === null || converters === null ? null : bank(converters.adc, converters.table, ranges),
    keys: {
      read: fold(draws.key, columns.reference ? 'reference_read_noise' : 'read_noise'),
      conversion: fold(key, 'noise'),
    },
  };
}

const noVariance: VariancePlanes = { lines: [], references: [] };

/** Forms and packs everything that one weight slice of one matrix needs. */
export function noisySlice(work: NoisyPreparation, group: number, slice: number): NoisySlice {
  const { layer, draws, converters } = work;
  const { mapped, columnTiles } = layer;
  const { outputs, mapping } = mapped;
  const ideal = converters === null;
  const { plus, minus, references } = slicePlanes(layer, group, slice, ideal);
  const variances =
    draws.noise === null
      ? noVariance
      : variancePlanes(noisyCells(layer), group, slice, { sigma: draws.noise, ideal });
  const weight = (polarity: number, plane: Float32Array): NoisyLines => {
    const columns = { count: outputs, reference: false, group, slice, polarity, firstOutput: 0 };
    const own =
      converters &&
      weightColumns(converters.table.geometry, outputs, converters.table.scales.weights[polarity][slice]);
    const variance = variances.lines[polarity];
    return lines(work, columns, { plane, variance }, polarity === 0 ? 1 : -1, own);
  };
  const reference = (tile: number): NoisyLines => {
    const [firstOutput] = columnTiles[tile];
    const columns = { count: mapping.columns, reference: true, group, slice, polarity: 0, firstOutput };
    const plane = references[tile] ?? null;
    const own =
      converters && plane
        ? referenceColumns(
            converters.table.geometry,
            tile,
            mapping.columns,
            converters.table.scales.references[slice],
          )
        : null;
    return lines(work, columns, { plane, variance: variances.references[tile] }, -1, own);
  };
  const withReferences = references.length > 0 || variances.references.length > 0;
  return {
    significance: mapped.significance[slice],
    lines: minus === null ? [weight(0, plus)] : [weight(0, plus), weight(1, minus)],
    references: withReferences ? columnTiles.map((_, tile) => reference(tile)) : [],
  };
}

/** Gives back the memory of a slice. */
export function releaseSlice(kernels: Kernels, { lines: weights, references }: NoisySlice): void {
  for (const { plane, variance } of [...weights, ...references])
    for (const packed of [plane, variance]) if (packed !== null) kernels.release(packed);
}
