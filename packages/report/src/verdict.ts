import type { Images, PlanExperiment, Results } from '@kirchhoff/plan';
import { imageError } from '@kirchhoff/statistics';
import { accuracyInterval } from './accuracy-interval.js';
import { verdictOf } from './answer-grid.js';
import type { PointSummary } from './summarise.js';

const percent = (fraction: number): string => `${(fraction * 100).toFixed(2)} %`;

/** `sigma = 5 %, ratio = 10`: what a point sets. */
export const pointText = (experiment: PlanExperiment, point: number): string =>
  experiment.points[point]!.coordinates.map(
    (index, axis) => `${experiment.axes[axis]!.name} = ${experiment.axes[axis]!.values[index]!.label}`,
  ).join(', ');

function meanText(summary: PointSummary): string {
  const interval = accuracyInterval(summary)?.map(percent).join(' to ');
  return interval === undefined ? percent(summary.mean) : `${percent(summary.mean)} (${interval})`;
}

/** The best and the worst point of a sweep, or the only one. */
function ranking(experiment: PlanExperiment, own: readonly PointSummary[]): string[] {
  const order = [...own].sort((a, b) => b.mean - a.mean);
  const [best, worst] = [order[0], order.at(-1)];
  if (best === undefined || worst === undefined) return [];
  const reached = own.map(({ softwareAccuracy }) => softwareAccuracy);
  const [low, high] = [percent(Math.min(...reached)), percent(Math.max(...reached))];
  const software = `float32 software reaches ${low === high ? low : `${low} to ${high}`}`;
  if (best === worst) return [`The mean accuracy of ${best.trials} chips is ${meanText(best)}; ${software}.`];
  const at = (summary: PointSummary): string =>
    `${meanText(summary)} at ${pointText(experiment, summary.point)}`;
  return [`The mean accuracy over chips runs from ${at(best)} to ${at(worst)}; ${software}.`];
}

/** How well the test images stand for all images, which no number of chips improves. */
export function imageText(
  experiment: PlanExperiment,
  own: readonly PointSummary[],
  images: Images,
): string | undefined {
  const [first] = own;
  const count = first && images[experiment.points[first.point]!.data];
  if (first === undefined || count === undefined) return undefined;
  const errors = own.map(({ mean }) => imageError(mean, count, experiment.confidence));
  const level = Number((experiment.confidence * 100).toPrecision(6));
  const widest = (Math.max(...errors) * 100).toFixed(2);
  return `${count} test images stand for all images to within ${widest} points (${level} %), the same for every chip: this is not part of the intervals over chips.`;
}

/** What an experiment found, in sentences. */
export function experimentVerdict(
  experiment: PlanExperiment,
  results: Results,
  summaries: readonly PointSummary[],
): string[] {
  const own = summaries.filter((summary) => summary.experiment === experiment.name);
  return verdictOf(experiment, results) ?? ranking(experiment, own);
}
