/** Where the values of a result come from: value (i0, i1, …) is x[start + i0 stride0 + i1 stride1 + …]. */
export interface Strided {
  readonly start: number;
  readonly strides: readonly number[];
  /** Of the result. */
  readonly shape: readonly number[];
}

/** Distance between neighbours along each axis of values in C order. */
export function stridesOf(shape: readonly number[]): number[] {
  const strides = shape.map(() => 1);
  for (let axis = shape.length - 2; axis >= 0; axis--) strides[axis] = strides[axis + 1] * shape[axis + 1];
  return strides;
}

export const valuesOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

/** Copies one image's values, from `from` in `x` to `to` in `out`. */
export function copyStrided(
  x: Float32Array,
  from: number,
  { start, strides, shape }: Strided,
  out: Float32Array,
  to: number,
): void {
  const last = shape.length - 1;
  const [width, step] = [shape[last], strides[last]];
  const rows = valuesOf(shape) / width;
  const index = shape.map(() => 0);
  let place = from + start;
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < width; i++) out[to + row * width + i] = x[place + i * step];
    for (let axis = last - 1; axis >= 0; axis--) {
      place += strides[axis];
      if (++index[axis] < shape[axis]) break;
      place -= strides[axis] * shape[axis];
      index[axis] = 0;
    }
  }
}
