import { deviation } from './deviation.js';
import type { Interval } from './interval.js';
import { DEFAULT_CONFIDENCE } from './interval.js';
import { mean } from './mean.js';
import { requireInside } from './probability.js';
import { studentQuantile } from './student.js';

/**
 * Two-sided Student-t interval of the mean, mean ± t s / √n; both ends NaN for fewer than two values. `resolution` is the step
 * between possible values, in their unit, 0 where there is none: s is not taken below resolution / √12, the deviation of a number known
 * to one step (model.md section 6), as a few values that fall on one step tell nothing of their spread.
 */
export function meanInterval(
  values: ArrayLike<number>,
  confidence = DEFAULT_CONFIDENCE,
  resolution = 0,
): Interval {
  requireInside(confidence, 'a confidence');
  if (!(resolution >= 0)) throw new RangeError(`a resolution is 0 or more, not ${resolution}`);
  const n = values.length;
  if (n < 2) return { low: NaN, high: NaN };
  const centre = mean(values);
  const spread = Math.max(deviation(values), resolution / Math.sqrt(12));
  const half = (studentQuantile((1 + confidence) / 2, n - 1) * spread) / Math.sqrt(n);
  return { low: centre - half, high: centre + half };
}
