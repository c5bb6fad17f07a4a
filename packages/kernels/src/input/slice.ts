import type { SerialDrive } from './coding.js';

/** Rows of driven inputs; row m starts at m x stride + first. */
export interface DrivenRows {
  readonly inputs: Float32Array;
  readonly first: number;
  readonly stride: number;
  readonly count: number;
  readonly width: number;
}

/**
 * Slice `slice` of the magnitudes of codes, with the codes' signs, packed [count x width] at the start of `out`; never -0.
 * model.md section 4.
 */
export function sliceInputs(rows: DrivenRows, slice: number, serial: SerialDrive, out: Float32Array): void {
  const { inputs, first, stride, count, width } = rows;
  const shift = slice * serial.sliceBits;
  const mask = 2 ** serial.sliceBits - 1;
  for (let m = 0, to = 0; m < count; m++)
    for (let from = m * stride + first, end = from + width; from < end; from++, to++) {
      const code = inputs[from] | 0;
      out[to] = code < 0 ? 0 - ((-code >> shift) & mask) : (code >> shift) & mask;
    }
}
