import { identify, type Plan, planHash, writePlan } from '@kirchhoff/plan';
import { byLine } from './pin.js';

/** Points of an experiment kept one by one; of a larger one the first and the last, and a hash of all. */
const mostPoints = 100;

function reduced(plan: Plan): object {
  const experiments = plan.experiments.map(({ points, ...rest }) => ({
    ...rest,
    points: points.length,
    allPoints: identify(points),
    firstPoint: points[0],
    lastPoint: points.at(-1),
  }));
  const { chips, mappings, ...tables } = plan;
  return {
    ...tables,
    experiments,
    chips: Object.keys(chips).sort(),
    mappings: Object.keys(mappings).sort(),
  };
}

/** What is kept of a plan: its hash, which stands for every byte, and the plan itself or, of a large one, an image of it. */
export function planImage(plan: Plan): string {
  const isLarge = plan.experiments.some(({ points }) => points.length > mostPoints);
  const shown: unknown = isLarge ? reduced(plan) : JSON.parse(writePlan(plan));
  return byLine(JSON.stringify({ hash: planHash(plan), plan: shown }));
}
