import type { PlanTraining, TrainingEpoch } from '@kirchhoff/plan';

/** Whether the test loss of the last `patience` epochs is nowhere below the smallest one before them. */
export function shouldStop({ stopWhen }: PlanTraining, epochs: readonly TrainingEpoch[]): boolean {
  if (stopWhen === null) return false;
  const losses = epochs.map(({ testLoss }) => testLoss ?? Infinity);
  const patience = Math.max(1, Math.ceil(stopWhen.patience));
  if (losses.length <= patience) return false;
  const recent = Math.min(...losses.slice(-patience));
  return recent >= Math.min(...losses.slice(0, -patience));
}
