import {
  type Images,
  type PlanEstimate,
  type PlanExperiment,
  resolutionOf,
  type TrialResult,
} from '@kirchhoff/plan';
import { deviation, mean, meanInterval, quantile } from '@kirchhoff/statistics';
import { type Metric, metrics, titleOfMetric } from './metric.js';

const holds: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

/** The metric's values over a point's trials, in trial order; those of layers one after the other. */
export function valuesOf(name: string, trials: readonly TrialResult[], experiment: PlanExperiment): number[] {
  const metric = metrics[name];
  if (metric === undefined) throw new RangeError(`there is no metric ${name}`);
  return trials.flatMap((trial) => metric.of(trial, experiment));
}

/**
 * One number from a point's trials: `median(accuracy)`, `yield(accuracy_loss < 1 %)`; NaN of none. Percentages are fractions. The
 * half width of an interval knows by `images` how finely a metric is counted.
 */
export function evaluate(
  estimate: PlanEstimate,
  trials: readonly TrialResult[],
  experiment: PlanExperiment,
  images: Images,
): number {
  const values = valuesOf(estimate.of, trials, experiment);
  if (values.length === 0) return NaN;
  switch (estimate.kind) {
    case 'value':
    case 'mean':
      return mean(values);
    case 'median':
      return quantile(values, 0.5);
    case 'deviation':
      return deviation(values);
    case 'quantile':
      return quantile(values, estimate.level ?? 0.5);
    case 'half_width': {
      const { low, high } = meanInterval(
        values,
        experiment.confidence,
        resolutionOf(estimate.of, experiment.points[trials[0]!.point]!, images),
      );
      return (high - low) / 2;
    }
    case 'yield': {
      const { operator, bound } = estimate.when!;
      return values.filter((value) => holds[operator]!(value, bound)).length / values.length;
    }
  }
}

/** True when the estimate is shown in percent. */
export const inPercent = (estimate: PlanEstimate): boolean =>
  estimate.kind === 'yield' || (metrics[estimate.of]?.percent ?? false);

const percent = (fraction: number): string => `${Number((fraction * 100).toPrecision(6))} %`;

const boundText = (metric: Metric | undefined, bound: number): string =>
  metric?.percent ? percent(bound) : [bound, metric?.unit].filter((part) => part !== undefined).join(' ');

/** The estimate as a title: `median accuracy [%]`, `yield (accuracy loss < 1 %) [% of chips]`. */
export function titleOfEstimate(estimate: PlanEstimate): string {
  const metric = metrics[estimate.of];
  const label = metric?.label ?? estimate.of.replaceAll('_', ' ');
  const titled = metric === undefined ? label : titleOfMetric(metric);
  switch (estimate.kind) {
    case 'value':
      return `mean ${titled}`;
    case 'quantile':
      return `${percent(estimate.level ?? 0.5)} quantile of ${titled}`;
    case 'half_width':
      return `half width of the interval of ${titled}`;
    case 'yield': {
      const { operator, bound } = estimate.when!;
      return `yield (${label} ${operator} ${boundText(metric, bound)}) [% of chips]`;
    }
    default:
      return `${estimate.kind} ${titled}`;
  }
}
