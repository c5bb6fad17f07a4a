/** Sum in index order, one float64 addition after the other: the order is part of every recorded statistic. */
export function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i];
  return total;
}

/** Arithmetic mean, the values added in index order; NaN of no values. */
export function mean(values: ArrayLike<number>): number {
  return sum(values) / values.length;
}
