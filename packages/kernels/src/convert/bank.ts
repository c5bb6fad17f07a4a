import type { Converter } from './converter.js';
import { type CodeRange, codeRange, conversionNumbers } from './codes.js';
import type { ConverterErrors } from './errors.js';
import type { CodeTally } from './tally.js';
import { scaleIndex } from './scales.js';
import type { TableColumns, TableSettings } from './table.js';

/** Converters with errors of their own, [row tiles x columns] each. */
export interface ConverterBank {
  readonly columns: number;
  readonly codes: CodeRange;
  readonly low: Float32Array;
  readonly inverse: Float32Array;
  /** [LSB] */
  readonly offset: Float32Array;
  readonly step: Float32Array;
  readonly base: Float32Array;
  /** [row tiles x columns x codes], LSB; null without inl and dnl. */
  readonly deviation: Float32Array | null;
  /** Conversion noise, float32 [LSB rms]. */
  readonly noise: number;
  /** Counts every code; null where nobody asks. */
  readonly tally: CodeTally | null;
}

/** Works out the numbers of converters from their ranges and errors. docs/numerics.md section 12. */
export function converterBank(
  adc: Converter,
  settings: TableSettings,
  columns: TableColumns,
  errors: ConverterErrors,
  tally: CodeTally | null = null,
): ConverterBank {
  const { site, geometry, scales, group, significance } = settings;
  const codes = codeRange(adc.bits, site.bipolar);
  const width = columns.tiles.length;
  const numbers = (): Float32Array => new Float32Array(geometry.rowTiles.length * width);
  const bank = { low: numbers(), inverse: numbers(), step: numbers(), base: numbers() };
  for (let at = 0; at < bank.low.length; at++) {
    const n = at % width;
    const place = {
      group,
      rowTile: Math.floor(at / width),
      columnTile: columns.tiles[n],
      column: columns.first + n,
      columns: columns.total,
    };
    const range = { low: scales.low, high: columns.highs[scaleIndex(scales.per, geometry, place)] };
    const entry = conversionNumbers(site, codes, range, significance, errors.gain[at]);
    bank.low[at] = entry.low;
    bank.inverse[at] = entry.inverse;
    bank.step[at] = entry.step;
    bank.base[at] = entry.base;
  }
  const { offset, deviation } = errors;
  return { columns: width, codes, ...bank, offset, deviation, noise: Math.fround(adc.noise), tally };
}
