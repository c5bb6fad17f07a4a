import type { ConversionTable } from '../../src/products/kernels.js';
import type { Piece } from '../../src/read/geometry.js';

const f = Math.fround;

/** Inputs [M x K] and one plane [K x N]. */
export interface Matrices {
  readonly count: number;
  readonly inputs: number;
  readonly outputs: number;
  readonly x: Float32Array;
  readonly planes: readonly Float32Array[];
}

/** docs/numerics.md section 12, one output at a time: the sum over one row group. */
export function sumOf(
  matrices: Matrices,
  plane: number,
  m: number,
  n: number,
  [first, count]: Piece,
): number {
  const { inputs, outputs, x, planes } = matrices;
  let sum = 0;
  for (let k = first; k < first + count; k++)
    sum = f(sum + f(x[m * inputs + k] * planes[plane][k * outputs + n]));
  return sum;
}

/** Round half to even by its definition. */
function rne(t: number): number {
  const low = Math.floor(t);
  const above = t - low;
  return above < 0.5 || (above === 0.5 && low % 2 === 0) ? low : low + 1;
}

/** Code and decoded value of a sum. */
export function conversionOf(table: ConversionTable, at: number, sum: number) {
  const t = f(f(sum - table.lowS[at]) * table.inv[at]);
  const clamped = Math.min(Math.max(t, table.codeMin[at]), table.codeMax[at]);
  const code = rne(clamped);
  const clipped = rne(t) !== code;
  return { clipped, code, decoded: f(f(code * table.step[at]) + table.base[at]) };
}

/** Everything of a read; `signs` and `tables` are one per plane. */
export interface Read extends Matrices {
  readonly groups: readonly Piece[];
  readonly tables: readonly ConversionTable[];
  readonly signs: readonly (1 | -1)[];
}

export function readOf(read: Read): { readonly out: Float32Array; readonly clipped: number } {
  const { count, outputs, groups, tables, signs } = read;
  const out = new Float32Array(count * outputs);
  let clipped = 0;
  for (let m = 0; m < count; m++)
    for (let n = 0; n < outputs; n++)
      groups.forEach((group, g) =>
        tables.forEach((table, plane) => {
          const at = g * table.groupStride + n * table.columnStride;
          const conversion = conversionOf(table, at, sumOf(read, plane, m, n, group));
          out[m * outputs + n] = out[m * outputs + n] + signs[plane] * conversion.decoded;
          clipped += Number(conversion.clipped);
        }),
      );
  return { out, clipped };
}

/** The bits of floats, for exact comparison (zeros of both signs differ). */
export const bits = (data: Float32Array): readonly number[] =>
  Array.from(new Uint32Array(data.slice().buffer));

/** The same as one text: faster to compare. */
export const hex = (data: Float32Array): string => Buffer.from(data.slice().buffer).toString('hex');
