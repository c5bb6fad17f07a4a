import { normalCumulative as series } from '../../packages/random/test/normalCumulative.js';

/** A distribution function. */
export type Cumulative = (x: number) => number;

const STEPS = 1024;
const LAST = 8 * STEPS;
const knots = Float64Array.from({ length: 2 * LAST + 1 }, (_, at) => series((at - LAST) / STEPS));

/** Distribution function of the standard normal, to 3e-8: straight lines between knots 1 / 1024 apart. */
export function normalCumulative(z: number): number {
  const position = z * STEPS + LAST;
  if (!(position > 0)) return 0;
  if (position >= 2 * LAST) return 1;
  const below = Math.floor(position);
  return knots[below] + (knots[below + 1] - knots[below]) * (position - below);
}

/** Of a normal. */
export const gaussian =
  (mean: number, sigma: number): Cumulative =>
  (x) =>
    normalCumulative((x - mean) / sigma);

/**
 * Kolmogorov-Smirnov distance: the largest difference between the share of `values` up to x, or below x, and the
 * distribution; `atoms` are the values that have a probability of their own, with it.
 */
export function kolmogorov(
  values: ArrayLike<number>,
  cumulative: Cumulative,
  atoms: ReadonlyMap<number, number> = new Map(),
): number {
  const sorted = Float64Array.from(values).sort();
  const n = sorted.length;
  let worst = 0;
  for (let first = 0; first < n;) {
    const x = sorted[first];
    let end = first + 1;
    while (end < n && sorted[end] === x) end++;
    const upTo = cumulative(x);
    const below = upTo - (atoms.get(x) ?? 0);
    worst = Math.max(worst, Math.abs(end / n - upTo), Math.abs(first / n - below));
    first = end;
  }
  return worst;
}
