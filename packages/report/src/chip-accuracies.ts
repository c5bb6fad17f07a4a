import { type PlanExperiment, resolutionOf, type Results, type TrialResult } from '@kirchhoff/plan';
import { chipMeans } from '@kirchhoff/statistics';

/** Accuracy of every chip of a point, a fraction: the mean over its networks. */
export function chipAccuracies(trials: readonly TrialResult[]): Float64Array {
  const networks: number[][] = [];
  for (const { repeat, accuracy } of trials) (networks[repeat] ??= []).push(accuracy);
  return chipMeans(networks.filter((network) => network !== undefined));
}

/** The step between possible accuracies of a chip at a point: an image over the networks; 0 where the images are not known. */
export function chipResolution(
  { points }: PlanExperiment,
  point: number,
  trials: readonly TrialResult[],
  { images }: Results,
): number {
  const networks = new Set(trials.map(({ repeat }) => repeat)).size;
  return resolutionOf('accuracy', points[point]!, images) / Math.max(1, networks);
}
