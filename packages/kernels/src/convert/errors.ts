import { fillNormals, fold, type Key } from '@kirchhoff/random';
import type { Piece } from '../read/geometry.js';
import type { CodeRange } from './codes.js';
import { type Columns, fillColumns } from './columns.js';
import type { Converter } from './converter.js';
import { nonlinearity } from './nonlinearity.js';

/** True where converters differ from the ideal rule of model.md section 5. */
export const hasErrors = (adc: Converter): boolean =>
  adc.gainError > 0 || adc.offsetError > 0 || adc.inl > 0 || adc.dnl > 0 || adc.noise > 0;

/** The errors of converters, [row tiles x columns]. */
export interface ConverterErrors {
  /** 1 + g, float64. */
  readonly gain: Float64Array;
  /** [LSB] */
  readonly offset: Float32Array;
  /** Deviation of every code [LSB], [row tiles x columns x codes]; null without inl and dnl. */
  readonly deviation: Float32Array | null;
}

/** seed > trial > layer > adc: the key of a layer's converters, those of reference columns apart. */
export const converterKey = (layer: Key, columns: Pick<Columns, 'reference'>): Key =>
  fold(layer, columns.reference ? 'reference_adc' : 'adc');

/**
 * Draws the errors of a chip's converters once (model.md section 5): one converter for every row tile and column, keyed by
 * the first row of the tile, serving all row groups and input slices. docs/numerics.md section 12.
 */
export function converterErrors(
  adc: Converter,
  key: Key,
  columns: Columns,
  rowTiles: readonly Piece[],
  codes: CodeRange,
): ConverterErrors {
  const { count } = columns;
  const size = rowTiles.length * count;
  const gains = new Float32Array(size);
  const offset = new Float32Array(size);
  const width = codes.highest - codes.lowest + 1;
  const deviation = adc.inl > 0 || adc.dnl > 0 ? new Float32Array(size * width) : null;
  rowTiles.forEach(([row], tile) => {
    const at = tile * count;
    if (adc.gainError > 0) fillColumns(fillNormals, fold(key, 'gain'), { columns, row }, gains, at);
    if (adc.offsetError > 0) fillColumns(fillNormals, fold(key, 'offset'), { columns, row }, offset, at);
    if (deviation !== null) deviation.set(nonlinearity(adc, key, { columns, row }, width), at * width);
  });
  return {
    gain: Float64Array.from(gains, (z) => 1 + adc.gainError * z),
    offset: offset.map((z) => adc.offsetError * z),
    deviation,
  };
}
