import type { ResolvedOperands } from '../products/operands.js';

/** Copies `width` values of input rows [first, first + count), from column `skip` on, to rows packed at `to`. */
export function copyIn(
  memory: Float32Array,
  to: number,
  operands: ResolvedOperands,
  part: { readonly first: number; readonly count: number; readonly skip: number; readonly width: number },
): void {
  const { inputs, inputStride, inputColumn } = operands;
  const { first, count, skip, width } = part;
  const from = first * inputStride + inputColumn + skip;
  if (inputStride === width) {
    memory.set(inputs.subarray(from, from + count * width), to);
    return;
  }
  for (let m = 0; m < count; m++) {
    const source = from + m * inputStride;
    const target = to + m * width;
    for (let k = 0; k < width; k++) memory[target + k] = inputs[source + k];
  }
}

/** Copies `slots` runs of `width` values, padded to `paddedWidth`, of each of `count` rows at `from` to the outputs. */
export function copyOut(
  memory: Float32Array,
  from: number,
  operands: ResolvedOperands,
  part: {
    readonly first: number;
    readonly count: number;
    readonly slots: number;
    readonly width: number;
    readonly paddedWidth: number;
  },
): void {
  const { out, outStride, outColumn } = operands;
  const { first, count, slots, width, paddedWidth } = part;
  const to = first * outStride + outColumn;
  if (width === paddedWidth && outStride === slots * width) {
    out.set(memory.subarray(from, from + count * outStride), to);
    return;
  }
  for (let m = 0; m < count; m++)
    for (let slot = 0; slot < slots; slot++) {
      const source = from + (m * slots + slot) * paddedWidth;
      const target = to + m * outStride + slot * width;
      for (let n = 0; n < width; n++) out[target + n] = memory[source + n];
    }
}
