import type { Plan, PlanExperiment } from '@kirchhoff/plan';
import type { PointCost } from './point.js';
import { trainingOperations } from './training.js';

/** What one axis costs its experiment. */
export interface AxisCost {
  readonly name: string;
  readonly values: number;
  /** Share of the experiment's multiply-accumulates, training included, that one value instead of all would save on average. */
  readonly saves: number;
}

const work = (plan: Plan, points: readonly PointCost[]): number => {
  const trainings = new Set(points.flatMap(({ training }) => training ?? []));
  const evaluation = points.reduce((sum, point) => sum + point.multiplyAccumulates, 0);
  return [...trainings].reduce((sum, id) => sum + trainingOperations(plan, id), evaluation);
};

/** Every axis with what it costs, in the order written. */
export function axisCosts(
  plan: Plan,
  experiment: PlanExperiment,
  points: readonly PointCost[],
): readonly AxisCost[] {
  const total = work(plan, points);
  return experiment.axes.map(({ name, values }, axis) => {
    const parts = new Map<number, PointCost[]>();
    experiment.points.forEach(({ coordinates }, index) => {
      const part = parts.get(coordinates[axis]!) ?? [];
      part.push(points[index]!);
      parts.set(coordinates[axis]!, part);
    });
    const mean = [...parts.values()].reduce((sum, part) => sum + work(plan, part), 0) / parts.size;
    return { name, values: values.length, saves: total > 0 ? 1 - mean / total : 0 };
  });
}
