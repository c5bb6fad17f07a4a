import type { PlanExperiment, PlanPoint } from '@kirchhoff/plan';

const weightsOf = ({ weights }: PlanPoint): string => (weights.kind === 'training' ? weights.training : '');

/** Whether something differs between points that agree on all axes but one. */
function differsAlong(
  { points }: PlanExperiment,
  axis: number,
  valueOf: (point: PlanPoint) => string,
): boolean {
  const byOthers = new Map<string, Set<string>>();
  for (const point of points) {
    const others = point.coordinates.filter((_, index) => index !== axis).join();
    byOthers.set(others, (byOthers.get(others) ?? new Set()).add(valueOf(point)));
  }
  return [...byOthers.values()].some((values) => values.size > 1);
}

const indexes = (experiment: PlanExperiment): number[] => experiment.axes.map((_, index) => index);

/** Names of the axes along which the trainings differ. */
export const trainingAxes = (experiment: PlanExperiment): string[] =>
  indexes(experiment)
    .filter((axis) => differsAlong(experiment, axis, weightsOf))
    .map((axis) => experiment.axes[axis]!.name);

/** Indexes of the axes over ways to train for the same images and the same chip: what a control is compared along. */
export const waysToTrain = (experiment: PlanExperiment): number[] =>
  indexes(experiment).filter(
    (axis) =>
      differsAlong(experiment, axis, weightsOf) &&
      !differsAlong(experiment, axis, ({ data, chip }) => `${data} ${chip}`),
  );
