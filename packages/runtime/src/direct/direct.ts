import { metricOf, type PlanExperiment, resolutionOf } from '@kirchhoff/plan';
import { chipMeans, lookConfidence, looksBetween, meanInterval } from '@kirchhoff/statistics';
import type { Director, Known, Want } from './director.js';
import { searching } from './search.js';

const everyPoint = (experiment: PlanExperiment, trials: (point: number) => number): Want[] =>
  experiment.points.map((_, point) => ({ point, trials: trials(point) }));

/** `trials = 100`: as many chips at every point. */
const fixed: Director = (experiment) => everyPoint(experiment, () => experiment.trials.from);

/** True when the interval of the mean over the first chips of a point is narrow enough, corrected for the looks. */
function narrow(
  experiment: PlanExperiment,
  networks: NonNullable<ReturnType<Known>>,
  resolutionFor: (metric: string) => number,
): boolean {
  const { from, to } = experiment.trials;
  const { left, bound } = experiment.until!;
  const values = networks.map((trials) => trials.map((trial) => metricOf(left.of, experiment, trial)));
  const confidence = lookConfidence(experiment.confidence, from, to);
  const { low, high } = meanInterval(chipMeans(values), confidence, resolutionFor(left.of) / values.length);
  return (high - low) / 2 <= bound;
}

/** `trials = 20 to 400` with `until half_width(…) <= …`: batches of 20, 40, 80, … until the interval is narrow enough. */
const untilNarrow: Director = (experiment, known, images) => {
  const { from, to } = experiment.trials;
  const looks = looksBetween(from, to);
  return everyPoint(experiment, (point) => {
    const resolutionFor = (metric: string): number => resolutionOf(metric, experiment.points[point]!, images);
    for (const trials of looks) {
      const networks = known(point, trials);
      if (networks === undefined || narrow(experiment, networks, resolutionFor)) return trials;
    }
    return to;
  });
};

/** The chips that an experiment wants, by its rule. */
export const direct: Director = (experiment, known, images) => {
  if (experiment.finds.length > 0) return searching(experiment, known, images);
  return (experiment.until === null ? fixed : untilNarrow)(experiment, known, images);
};
