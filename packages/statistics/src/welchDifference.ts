import { deviation } from './deviation.js';
import type { Interval } from './interval.js';
import { DEFAULT_CONFIDENCE } from './interval.js';
import { mean } from './mean.js';
import { studentCumulative, studentQuantile } from './student.js';

/** Difference of two means of different chips, in the unit of the values. */
export interface WelchDifference extends Interval {
  readonly difference: number;
  /** Two-sided. */
  readonly pValue: number;
}

/**
 * `values` minus `reference` of independent samples, by Welch's t (Welch 1947); NaN ends for fewer than two values on a side.
 * `resolutions` are the steps between possible values of both, 0 unless given: no deviation is taken below a step / √12.
 */
export function welchDifference(
  values: ArrayLike<number>,
  reference: ArrayLike<number>,
  confidence = DEFAULT_CONFIDENCE,
  resolutions: readonly number[] = [],
): WelchDifference {
  const difference = mean(values) - mean(reference);
  const [a, b] = [values, reference].map(
    (sample, side) =>
      Math.max(deviation(sample), (resolutions[side] ?? 0) / Math.sqrt(12)) ** 2 / sample.length,
  );
  const error = Math.sqrt(a + b);
  if (Number.isNaN(error)) return { difference, low: NaN, high: NaN, pValue: 1 };
  if (error === 0) return { difference, low: difference, high: difference, pValue: difference === 0 ? 1 : 0 };
  const degrees = (a + b) ** 2 / (a ** 2 / (values.length - 1) + b ** 2 / (reference.length - 1));
  const half = studentQuantile((1 + confidence) / 2, degrees) * error;
  const pValue = 2 * studentCumulative(-Math.abs(difference / error), degrees);
  return { difference, low: difference - half, high: difference + half, pValue };
}
