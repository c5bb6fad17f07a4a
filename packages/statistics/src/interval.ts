/** A confidence interval, both ends included, in the unit of the estimate. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The confidence of an interval where none is asked for. */
export const DEFAULT_CONFIDENCE = 0.95;
