import { fold, integersBelow, type Key, key } from '@kirchhoff/random';
import type { Interval } from './interval.js';
import { DEFAULT_CONFIDENCE } from './interval.js';
import { mean } from './mean.js';
import { requireInside } from './probability.js';
import { quantileOfSorted } from './quantile.js';

/** How a bootstrap interval is made; the same options give the same interval. */
export interface BootstrapOptions {
  readonly confidence?: number;
  /** Samples drawn with replacement [2000]. */
  readonly resamples?: number;
  /** Key of the drawing. */
  readonly key?: Key;
}

const DEFAULT_RESAMPLES = 2000;

/**
 * Percentile interval of a statistic by the bootstrap (Efron 1979), in the statistic's unit: it assumes no distribution, and is too
 * narrow below some 20 values. Both ends NaN for fewer than two values.
 */
export function bootstrapInterval(
  values: ArrayLike<number>,
  statistic: (sample: Float64Array) => number = mean,
  options: BootstrapOptions = {},
): Interval {
  const { confidence = DEFAULT_CONFIDENCE, resamples = DEFAULT_RESAMPLES } = options;
  requireInside(confidence, 'a confidence');
  const n = values.length;
  if (n < 2) return { low: NaN, high: NaN };
  const seed = fold(options.key ?? key(0), 'bootstrap');
  const places = new Uint32Array(n);
  const sample = new Float64Array(n);
  const found = new Float64Array(resamples);
  for (let turn = 0; turn < resamples; turn++) {
    integersBelow(fold(seed, turn), n, n, places);
    for (let i = 0; i < n; i++) sample[i] = values[places[i]];
    found[turn] = statistic(sample);
  }
  found.sort();
  const tail = (1 - confidence) / 2;
  return { low: quantileOfSorted(found, tail), high: quantileOfSorted(found, 1 - tail) };
}
