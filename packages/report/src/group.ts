import type { Plan, PlanExperiment, Results, TrialResult } from '@kirchhoff/plan';

/** The trials of every point of one experiment, in order. */
export function trialsByPoint(experiment: PlanExperiment, results: Results): TrialResult[][] {
  const points: TrialResult[][] = experiment.points.map(() => []);
  for (const trial of results.trials)
    if (trial.experiment === experiment.name) points[trial.point]!.push(trial);
  return points;
}

/** Accuracies by repeat and chip, fractions; rows in the order of the trials. */
export function accuraciesByRepeat(trials: readonly TrialResult[]): number[][] {
  const repeats: number[][] = [];
  for (const { repeat, accuracy } of trials) (repeats[repeat] ??= []).push(accuracy);
  return repeats.filter((row) => row !== undefined);
}

/** Axis names of an experiment in order. */
export const axisNames = (experiment: PlanExperiment): string[] => experiment.axes.map((axis) => axis.name);

/** The label of each named axis at a point, with its unit: `5 %`, `differential_pair`. */
export function labelsAt(experiment: PlanExperiment, point: number, names: readonly string[]): string[] {
  const { coordinates } = experiment.points[point]!;
  return names.map((name) => {
    const index = experiment.axes.findIndex((axis) => axis.name === name);
    return index < 0 ? '' : experiment.axes[index]!.values[coordinates[index]!]!.label;
  });
}

/** Points that agree on the named axes, by those axes' coordinates, in plan order. */
export function groupPoints(experiment: PlanExperiment, names: readonly string[]): number[][] {
  const groups = new Map<string, number[]>();
  experiment.points.forEach((point, index) => {
    const key = names.map((name) => point.coordinates[axisNames(experiment).indexOf(name)]).join(',');
    groups.set(key, [...(groups.get(key) ?? []), index]);
  });
  return [...groups.values()];
}

/** The experiment of that name; a plan's report always names one that exists. */
export function experimentNamed(plan: Plan, name: string): PlanExperiment {
  const found = plan.experiments.find((experiment) => experiment.name === name);
  if (found === undefined) throw new RangeError(`the plan has no experiment ${name}`);
  return found;
}
