import { betaCumulative } from './beta.js';
import { requireInside } from './probability.js';

/** Equality of the risk survives rounding: 2 chips show 50 % at 75 %. */
const SLACK = 1 + 1e-12;

/**
 * Smallest number of chips of which `failures` may fail and the exact one-sided lower bound still reaches the yield
 * `required` (a fraction inside 0 and 1): 59, 93, 124 chips for 95 % at 95 % with 0, 1, 2 failures.
 */
export function chipsToShowYield(required: number, confidence: number, failures = 0): number {
  requireInside(required, 'a required yield');
  requireInside(confidence, 'a confidence');
  if (!Number.isSafeInteger(failures) || failures < 0)
    throw new RangeError(`${failures} is not a number of failures`);
  const shows = (chips: number): boolean =>
    betaCumulative(required, chips - failures, failures + 1) <= (1 - confidence) * SLACK;
  let low = failures;
  let high = failures + 1;
  while (!shows(high)) {
    low = high;
    high *= 2;
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (shows(middle)) high = middle;
    else low = middle;
  }
  return high;
}
