import { betaCumulative } from './beta.js';
import type { Interval } from './interval.js';
import { DEFAULT_CONFIDENCE } from './interval.js';
import { requireInside } from './probability.js';
import { sorted } from './quantile.js';

/** Probability that at most `successes` of n independent trials of probability p succeed. */
export function binomialCumulative(successes: number, n: number, p: number): number {
  if (successes < 0) return 0;
  if (p === 0 || p === 1) return p === 0 || successes >= n ? 1 : 0;
  return successes >= n ? 1 : betaCumulative(1 - p, n - successes, successes + 1);
}

/**
 * Interval of a quantile between two order statistics (David and Nagaraja 2003, section 7.1), in the unit of the values; it
 * assumes no distribution. An end is NaN where there are too few values to bound that side.
 */
export function quantileInterval(
  values: ArrayLike<number>,
  probability: number,
  confidence = DEFAULT_CONFIDENCE,
): Interval {
  requireInside(probability, 'a quantile');
  requireInside(confidence, 'a confidence');
  const ascending = sorted(values);
  const n = ascending.length;
  const tail = (1 - confidence) / 2;
  let below = 0;
  while (below < n && binomialCumulative(below, n, probability) <= tail) below++;
  let above = n;
  while (above > 0 && 1 - binomialCumulative(above - 1, n, probability) <= tail) above--;
  return { low: below === 0 ? NaN : ascending[below - 1], high: above === n ? NaN : ascending[above] };
}
