import { deviation } from './deviation.js';
import type { Interval } from './interval.js';
import { DEFAULT_CONFIDENCE } from './interval.js';
import { mean } from './mean.js';
import { requireInside } from './probability.js';
import { studentQuantile } from './student.js';

/** Two-sided Student-t interval of the mean, mean ± t √(s² / n); both ends NaN for fewer than two values. */
export function meanInterval(values: ArrayLike<number>, confidence = DEFAULT_CONFIDENCE): Interval {
  requireInside(confidence, 'a confidence');
  const n = values.length;
  if (n < 2) return { low: NaN, high: NaN };
  const centre = mean(values);
  const half = (studentQuantile((1 + confidence) / 2, n - 1) * deviation(values)) / Math.sqrt(n);
  return { low: centre - half, high: centre + half };
}
