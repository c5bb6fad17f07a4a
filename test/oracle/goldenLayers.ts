import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** One analog layer computed by an independent simulator; the file's README names every field. */
export interface GoldenCase {
  readonly id: string;
  readonly weights: string;
  readonly inputs: string;
  readonly scheme: string;
  readonly subtract: 'analog' | 'digital';
  readonly on_off_ratio: number | 'infinite';
  readonly rows: number | null;
  readonly input_bits: number | null;
  readonly inputs_signed: boolean;
  readonly encoding: 'amplitude' | 'bit_serial';
  /** Of bit-serial inputs. */
  readonly slice_bits?: number;
  readonly adc_bits: number | null;
  readonly adc_range: readonly [number, number] | null;
  /** [outputs x vectors], row-major. */
  readonly output: readonly number[];
}

export interface GoldenFile {
  readonly arrays: Readonly<
    Record<string, { readonly shape: readonly [number, number]; readonly data: readonly number[] }>
  >;
  readonly cases: readonly GoldenCase[];
}

const path = fileURLToPath(new URL('../../../shared/golden/layers.json', import.meta.url));

/** The golden layers; null where the file is missing. */
export const goldenFile = (): GoldenFile | null =>
  existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as GoldenFile) : null;

/** Rows become columns. */
export function transposed(array: {
  shape: readonly [number, number];
  data: readonly number[];
}): Float64Array {
  const [rows, columns] = array.shape;
  const out = new Float64Array(rows * columns);
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) out[c * rows + r] = array.data[r * columns + c];
  return out;
}
