import type { TrialResult } from '@kirchhoff/plan';
import { chipMeans } from '@kirchhoff/statistics';

/** Accuracy of every chip of a point, a fraction: the mean over its networks. */
export function chipAccuracies(trials: readonly TrialResult[]): Float64Array {
  const networks: number[][] = [];
  for (const { repeat, accuracy } of trials) (networks[repeat] ??= []).push(accuracy);
  return chipMeans(networks.filter((network) => network !== undefined));
}
