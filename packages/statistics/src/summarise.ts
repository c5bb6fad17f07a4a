import { deviation } from './deviation.js';
import { DEFAULT_CONFIDENCE } from './interval.js';
import { mean } from './mean.js';
import { meanInterval } from './meanInterval.js';
import { quantileOfSorted, sorted } from './quantile.js';

/**
 * What to compute: the confidence of the interval [0.95], the step between possible values [0: none], the probabilities of the
 * quantiles [5 25 50 75 95 %].
 */
export interface SummaryOptions {
  readonly confidence?: number;
  readonly resolution?: number;
  readonly quantiles?: readonly number[];
}

/** One quantile of a sample. */
export interface QuantileValue {
  readonly probability: number;
  readonly value: number;
}

/** Statistics of one sample, in the unit of its values; NaN where there are too few values. */
export interface Summary {
  readonly n: number;
  readonly mean: number;
  readonly deviation: number;
  readonly quantiles: readonly QuantileValue[];
  readonly confidence: number;
  readonly intervalLow: number;
  readonly intervalHigh: number;
}

const DEFAULT_QUANTILES: readonly number[] = [0.05, 0.25, 0.5, 0.75, 0.95];

/** Mean, deviation, quantiles and Student-t interval of the mean of values in trial order. */
export function summarise(values: ArrayLike<number>, options: SummaryOptions = {}): Summary {
  const { confidence = DEFAULT_CONFIDENCE, resolution = 0, quantiles = DEFAULT_QUANTILES } = options;
  const ascending = sorted(values);
  const interval = meanInterval(values, confidence, resolution);
  return {
    n: values.length,
    mean: mean(values),
    deviation: deviation(values),
    quantiles: quantiles.map((probability) => ({
      probability,
      value: quantileOfSorted(ascending, probability),
    })),
    confidence,
    intervalLow: interval.low,
    intervalHigh: interval.high,
  };
}
