import type { Baseline, TrialResult } from '@kirchhoff/plan';

/** A chip instance with the baselines it was held against: everything that is kept of it. */
export interface RecordedTrial {
  readonly result: TrialResult;
  readonly baseline: Baseline;
}

/** One network of one point: `experiment` and `point` are indexes into the plan. */
export interface Place {
  readonly experiment: number;
  readonly point: number;
  readonly repeat: number;
}

/** Trials of earlier runs, and where new ones are kept. */
export interface Recorded {
  /** What is known of a place, in any order. */
  readonly known: (place: Place) => readonly RecordedTrial[];
  /** A trial has ended; called in any order, once for each. What it throws ends the run. */
  readonly keep: (place: Place, trial: RecordedTrial) => void;
}
