import { requireProbability } from './probability.js';

/** The values in ascending order, as float64. */
export function sorted(values: ArrayLike<number>): Float64Array {
  return Float64Array.from(values).sort();
}

/** {@link quantile} of values that are in ascending order already. */
export function quantileOfSorted(ascending: ArrayLike<number>, probability: number): number {
  requireProbability(probability, 'a quantile');
  const last = ascending.length - 1;
  if (last < 0) return NaN;
  const position = last * probability;
  const below = Math.floor(position);
  const low = ascending[below];
  return below === last ? low : low + (position - below) * (ascending[below + 1] - low);
}

/**
 * Quantile by linear interpolation of order statistics: at position (n − 1) p of the sorted values, counted from 0 (Hyndman
 * and Fan 1996, type 7); 0 ≤ p ≤ 1, NaN of no values.
 */
export function quantile(values: ArrayLike<number>, probability: number): number {
  return quantileOfSorted(sorted(values), probability);
}
