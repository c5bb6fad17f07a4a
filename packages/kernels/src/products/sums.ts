import type { Piece } from '../read/geometry.js';
import type { PackedPlane, SumOrder } from './kernels.js';

const f = Math.fround;

export interface PlainPlane extends PackedPlane {
  /** [inputs x outputs], row-major, and room for a last block of four. */
  readonly data: Float32Array;
}

/** Writes sums[n] = sum of inputs[from + k] * plane[k, n] over the rows of a piece. */
export type Summation = (
  inputs: Float32Array,
  from: number,
  plane: PlainPlane,
  rows: Piece,
  sums: Float32Array,
) => void;

/** Rows in order in one accumulator, four outputs at a time. */
const sumRows: Summation = (inputs, from, { data, outputs }, [first, count], sums) => {
  for (let n = 0; n < outputs; n += 4) {
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let k = first; k < first + count; k++) {
      const x = inputs[from + k];
      const at = k * outputs + n;
      a = f(a + f(x * data[at]));
      b = f(b + f(x * data[at + 1]));
      c = f(c + f(x * data[at + 2]));
      d = f(d + f(x * data[at + 3]));
    }
    sums[n] = a;
    sums[n + 1] = b;
    sums[n + 2] = c;
    sums[n + 3] = d;
  }
};

/** Groups of 8 rows, each (rows 0-3) + (rows 4-7), both halves from +0 in order; missing rows add nothing. */
const sumEights: Summation = (inputs, from, { data, outputs }, [first, count], sums) => {
  const end = first + count;
  for (let n = 0; n < outputs; n++) {
    const four = (start: number): number => {
      const last = start + 4 < end ? start + 4 : end;
      let sum = 0;
      for (let k = start; k < last; k++) sum = f(sum + f(inputs[from + k] * data[k * outputs + n]));
      return sum;
    };
    let sum = 0;
    for (let k = first; k < end; k += 8) sum = f(sum + f(four(k) + four(k + 4)));
    sums[n] = sum;
  }
};

/** The plain definition of an order of summation. */
export const summation = (order: SumOrder): Summation => (order === 'rows' ? sumRows : sumEights);
