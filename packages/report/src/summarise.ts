import {
  type Plan,
  type PlanExperiment,
  resolutionOf,
  type Results,
  type TrialResult,
} from '@kirchhoff/plan';
import { mean, quantile, summariseRepeats } from '@kirchhoff/statistics';
import { valuesOf } from './estimate.js';
import { accuraciesByRepeat, trialsByPoint } from './group.js';
import { confidenceOf } from './statistics.js';

/** One row of `summary.csv`; accuracies are fractions. */
export interface PointSummary {
  readonly experiment: string;
  /** From 0 in plan order. */
  readonly point: number;
  /** Chips per network. */
  readonly trials: number;
  /** Independently trained networks. */
  readonly repeats: number;
  readonly mean: number;
  readonly deviation: number;
  /** Student's t interval of the mean over per-chip means across repeats, corrected for looking several times. */
  readonly intervalLow: number;
  readonly intervalHigh: number;
  /** Deviation of the repeats' means; NaN of a single repeat. */
  readonly betweenRepeatsDeviation: number;
  readonly softwareAccuracy: number;
  readonly idealChipAccuracy: number;
  readonly meanLoss: number;
  readonly median: number;
  readonly low5: number;
  readonly high95: number;
}

function summarisePoint(
  experiment: PlanExperiment,
  point: number,
  trials: readonly TrialResult[],
  results: Results,
): PointSummary {
  const accuracies = valuesOf('accuracy', trials, experiment);
  const summary = summariseRepeats(accuraciesByRepeat(trials), {
    confidence: confidenceOf(experiment),
    resolution: resolutionOf('accuracy', experiment.points[point]!, results.images),
  });
  const baselines = results.baselines.filter(
    (baseline) => baseline.experiment === experiment.name && baseline.point === point,
  );
  return {
    experiment: experiment.name,
    point,
    trials: summary.chips,
    repeats: summary.repeats,
    mean: summary.mean,
    deviation: summary.deviation,
    intervalLow: summary.intervalLow,
    intervalHigh: summary.intervalHigh,
    betweenRepeatsDeviation: summary.betweenRepeatsDeviation,
    softwareAccuracy: mean(baselines.map((baseline) => baseline.softwareAccuracy)),
    idealChipAccuracy: mean(baselines.map((baseline) => baseline.idealChipAccuracy)),
    meanLoss: mean(valuesOf('accuracy_loss', trials, experiment)),
    median: quantile(accuracies, 0.5),
    low5: quantile(accuracies, 0.05),
    high95: quantile(accuracies, 0.95),
  };
}

/** A summary per point that has trials, in plan order. */
export function summarise(plan: Plan, results: Results): PointSummary[] {
  return plan.experiments.flatMap((experiment) =>
    trialsByPoint(experiment, results).flatMap((trials, point) =>
      trials.length === 0 ? [] : [summarisePoint(experiment, point, trials, results)],
    ),
  );
}
