import {
  metricOf,
  type Plan,
  type PlanEstimate,
  type PlanExperiment,
  type Results,
  type TrialResult,
} from '@kirchhoff/plan';
import {
  bootstrapInterval,
  chipMeans,
  imageError,
  type Interval,
  lookConfidence,
  mean,
  meanInterval,
  quantile,
  quantileInterval,
} from '@kirchhoff/statistics';
import { trialsByPoint } from './group.js';
import { yieldOfChips } from './yield.js';

/** One number of a point with its interval, in the unit of the metric; percentages are fractions. */
export interface Statistic {
  readonly experiment: string;
  readonly point: number;
  /** `median(accuracy)`, `yield(accuracy_loss<0.01)`. */
  readonly name: string;
  /** How the interval is made. */
  readonly method:
    'student_t' | 'bootstrap' | 'order_statistics' | 'clopper_pearson' | 'binomial_over_images';
  readonly estimate: number;
  readonly interval: Interval;
  readonly confidence: number;
  /** Chips, or images for the error of the image subset. */
  readonly n: number;
}

/** The confidence of an experiment's intervals, corrected for looking several times. */
export const confidenceOf = ({ confidence, trials }: PlanExperiment): number =>
  lookConfidence(confidence, trials.from, trials.to);

const levels: readonly number[] = [0.05, 0.5, 0.95];

/** Values of a metric by network and chip. */
export function networksOf(
  name: string,
  trials: readonly TrialResult[],
  experiment: PlanExperiment,
): number[][] {
  const networks: number[][] = [];
  for (const trial of trials) (networks[trial.repeat] ??= []).push(metricOf(name, experiment, trial));
  return networks.filter((network) => network !== undefined);
}

/** Yields that an experiment's requirement or the reports on it ask for, each once. */
function yieldsAsked(plan: Plan, experiment: PlanExperiment): PlanEstimate[] {
  const items = plan.reports.flatMap((report) => report.items).filter(({ of }) => of === experiment.name);
  const written = items.flatMap((item) =>
    item.kind === 'table' ? item.values : item.kind === 'plot' ? [item.y] : [],
  );
  const all = [...experiment.requires.map(({ left }) => left), ...written].filter(
    ({ kind }) => kind === 'yield',
  );
  return [...new Map(all.map((estimate) => [yieldName(estimate), estimate])).values()];
}

const yieldName = ({ of, when }: PlanEstimate): string => `yield(${of} ${when!.operator} ${when!.bound})`;

function statisticsOf(
  experiment: PlanExperiment,
  point: number,
  trials: readonly TrialResult[],
  { yields, images }: { readonly yields: readonly PlanEstimate[]; readonly images: number | undefined },
): Statistic[] {
  const confidence = confidenceOf(experiment);
  const base = { experiment: experiment.name, point, confidence };
  const networks = networksOf('accuracy', trials, experiment);
  const chips = chipMeans(networks);
  const n = chips.length;
  const centre = mean(chips);
  const bootstrap = bootstrapInterval(chips, mean, { confidence });
  const statistics: Statistic[] = [
    {
      ...base,
      name: 'mean(accuracy)',
      method: 'student_t',
      estimate: centre,
      interval: meanInterval(chips, confidence, images === undefined ? 0 : 1 / images / networks.length),
      n,
    },
    { ...base, name: 'mean(accuracy)', method: 'bootstrap', estimate: centre, interval: bootstrap, n },
    ...levels.map((level): Statistic => ({
      ...base,
      name: level === 0.5 ? 'median(accuracy)' : `quantile(accuracy, ${level})`,
      method: 'order_statistics',
      estimate: quantile(chips, level),
      interval: quantileInterval(chips, level, confidence),
      n,
    })),
    ...yields.map((estimate): Statistic => yieldStatistic(estimate, trials, experiment, base)),
  ];
  if (images === undefined) return statistics;
  const half = imageError(centre, images, experiment.confidence);
  const interval = { low: centre - half, high: centre + half };
  const { confidence: asked } = experiment;
  return [
    ...statistics,
    {
      ...base,
      confidence: asked,
      name: 'mean(accuracy)',
      method: 'binomial_over_images',
      estimate: centre,
      interval,
      n: images,
    },
  ];
}

function yieldStatistic(
  estimate: PlanEstimate,
  trials: readonly TrialResult[],
  experiment: PlanExperiment,
  base: Pick<Statistic, 'experiment' | 'point' | 'confidence'>,
): Statistic {
  const found = yieldOfChips(estimate, networksOf(estimate.of, trials, experiment), base.confidence);
  return { ...base, name: yieldName(estimate), method: 'clopper_pearson', ...found };
}

/** Every interval of every point that has chips, in plan order. */
export function statistics(plan: Plan, results: Results): Statistic[] {
  const { images } = results;
  return plan.experiments.flatMap((experiment) => {
    const yields = yieldsAsked(plan, experiment);
    return trialsByPoint(experiment, results).flatMap((trials, point) =>
      trials.length === 0
        ? []
        : statisticsOf(experiment, point, trials, { yields, images: images[experiment.points[point]!.data] }),
    );
  });
}
