import type { Baseline, TrialResult } from '@kirchhoff/plan';
import type { ClippedBiases } from './worker/task.js';

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
  /** Biases that the cells of a place hold clipped, as an earlier run kept them; none unless given. */
  readonly clippedBiases?: (place: Place) => readonly ClippedBiases[];
  /** Keeps them; called before the place's first chip, where there are any. */
  readonly keepClippedBiases?: (place: Place, clipped: readonly ClippedBiases[]) => void;
}
