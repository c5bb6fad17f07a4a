/** |actual − expected| in units of the last place of the float32 nearest to `expected`. */
export function ulpError32(actual: number, expected: number): number {
  const magnitude = Math.max(Math.abs(expected), 2 ** -126);
  const exponent = Math.floor(Math.log2(magnitude));
  return Math.abs(actual - expected) / 2 ** (exponent - 23);
}

/** Every `step`-th float32 from `low` to `high`, both of one sign. */
export function* singles(low: number, high: number, step: number): Generator<number> {
  const value = new Float32Array(1);
  const bits = new Int32Array(value.buffer);
  value[0] = high;
  const last = bits[0];
  value[0] = low;
  for (let b = bits[0]; b <= last; b += step) {
    bits[0] = b;
    yield value[0];
  }
}

/** Largest error of `actual` against `exact` over `values`. */
export function worst(values: Iterable<number>, actual: (x: number) => number, exact: (x: number) => number) {
  let error = 0;
  for (const x of values) error = Math.max(error, ulpError32(actual(x), exact(x)));
  return error;
}
