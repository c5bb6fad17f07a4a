const { abs } = Math;

/** Values of which every `stride`-th counts, from `first` on. */
export interface Strided {
  readonly first: number;
  readonly stride: number;
  readonly count: number;
}

/** The largest magnitude, 0 for none; NaN counts as the smallest. */
export function largest(
  values: Float32Array,
  { first, stride, count }: Strided = { first: 0, stride: 1, count: values.length },
): number {
  let most = 0;
  for (let i = first, end = first + count * stride; i < end; i += stride) {
    const size = abs(values[i]);
    if (size > most) most = size;
  }
  return most;
}
