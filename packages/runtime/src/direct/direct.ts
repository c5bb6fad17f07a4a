import { chipMeans, lookConfidence, looksBetween, meanInterval } from '@kirchhoff/statistics';
import type { Director, Known, Want } from './director.js';
import { searching } from './search.js';
import { metricOf, type PlanCondition, type PlanExperiment } from '@kirchhoff/plan';

const everyPoint = (experiment: PlanExperiment, trials: (point: number) => number): Want[] =>
  experiment.points.map((_, point) => ({ point, trials: trials(point) }));

/** `trials = 100`: as many chips at every point. */
const fixed: Director = (experiment) => everyPoint(experiment, () => experiment.trials.from);

/** True when the interval of the mean over the first chips of a point is narrow enough, corrected for the looks. */
function narrow(
  experiment: PlanExperiment,
  { left, bound }: PlanCondition,
  networks: NonNullable<ReturnType<Known>>,
): boolean {
  const { from, to } = experiment.trials;
  const values = networks.map((trials) => trials.map((trial) => metricOf(left.of, experiment, trial)));
  const { low, high } = meanInterval(chipMeans(values), lookConfidence(experiment.confidence, from, to));
  return (high - low) / 2 <= bound;
}

/** `trials = 20 to 400` with `until half_width(…) <= …`: batches of 20, 40, 80, … until the interval is narrow enough. */
const untilNarrow: Director = (experiment, known) => {
  const { from, to } = experiment.trials;
  const looks = looksBetween(from, to);
  return everyPoint(experiment, (point) => {
    for (const trials of looks) {
      const networks = known(point, trials);
      if (networks === undefined || narrow(experiment, experiment.until!, networks)) return trials;
    }
    return to;
  });
};

/** The chips that an experiment wants, by its rule. */
export const direct: Director = (experiment, known) => {
  if (experiment.finds.length > 0) return searching(experiment, known);
  return (experiment.until === null ? fixed : untilNarrow)(experiment, known);
};
