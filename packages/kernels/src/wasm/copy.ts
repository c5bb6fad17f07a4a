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

/** Copies rows of `width` values, close together at `from`, to `count` rows of the outputs. */
export function copyOut(
  memory: Float32Array,
  from: number,
  operands: ResolvedOperands,
  { first, count, width }: { readonly first: number; readonly count: number; readonly width: number },
): void {
  const { out, outStride, outColumn } = operands;
  const to = first * outStride + outColumn;
  if (outStride === width) {
    out.set(memory.subarray(from, from + count * width), to);
    return;
  }
  for (let m = 0; m < count; m++)
    for (let n = 0; n < width; n++) out[to + m * outStride + n] = memory[from + m * width + n];
}
