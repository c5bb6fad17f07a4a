import type { Summary, SummaryOptions } from './summarise.js';
import { summarise } from './summarise.js';

/**
 * Summary of values[i] − reference[i], the same chips under two conditions: its interval tells whether they differ
 * (common random numbers, model.md section 6).
 */
export function pairedDifference(
  values: ArrayLike<number>,
  reference: ArrayLike<number>,
  options: SummaryOptions = {},
): Summary {
  if (values.length !== reference.length) throw new RangeError('paired values must be equally many');
  return summarise(
    Float64Array.from(values, (value, i) => value - reference[i]),
    options,
  );
}
