import type { Plan } from '@kirchhoff/plan';
import { standardFacts } from '../records/facts.js';
import { softwareOperations } from './layer.js';

/** Multiply-accumulates of a training, all its repeats: forward and backward pass cost about three forward passes. */
export function trainingOperations(plan: Plan, id: string): number {
  const training = plan.trainings[id]!;
  const { source, trainImages } = plan.data[training.data]!;
  const all = standardFacts(source.kind)?.trainImages;
  const images = trainImages === null ? (all ?? 0) : Math.min(trainImages, all ?? trainImages);
  return 3 * softwareOperations(plan, training.network) * images * training.epochs * training.repeats;
}
