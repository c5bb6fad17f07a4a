import { betaQuantile } from './beta.js';
import type { Interval } from './interval.js';
import { DEFAULT_CONFIDENCE } from './interval.js';
import { requireInside } from './probability.js';

function requireCounts(passed: number, chips: number): void {
  const whole = Number.isSafeInteger(passed) && Number.isSafeInteger(chips);
  if (!whole || passed < 0 || chips < 1 || passed > chips)
    throw new RangeError(`${passed} of ${chips} is not a count of passing chips`);
}

/** The yield that `passed` or more of `chips` chips would meet with probability `risk`. */
const lower = (passed: number, chips: number, risk: number): number =>
  passed === 0 ? 0 : betaQuantile(risk, passed, chips - passed + 1);

/** One-sided exact lower bound of the yield (Clopper and Pearson 1934), a fraction: 59 of 59 shows 95 % at 95 %. */
export function yieldLowerBound(passed: number, chips: number, confidence = DEFAULT_CONFIDENCE): number {
  requireCounts(passed, chips);
  requireInside(confidence, 'a confidence');
  return lower(passed, chips, 1 - confidence);
}

/** One-sided exact upper bound of the yield (Clopper and Pearson 1934), a fraction. */
export function yieldUpperBound(passed: number, chips: number, confidence = DEFAULT_CONFIDENCE): number {
  return 1 - yieldLowerBound(chips - passed, chips, confidence);
}

/** Two-sided exact interval of the yield (Clopper and Pearson 1934), fractions. */
export function yieldInterval(passed: number, chips: number, confidence = DEFAULT_CONFIDENCE): Interval {
  requireCounts(passed, chips);
  requireInside(confidence, 'a confidence');
  const risk = (1 - confidence) / 2;
  return { low: lower(passed, chips, risk), high: 1 - lower(chips - passed, chips, risk) };
}
