import type { TrialResult } from '@kirchhoff/plan';
import { chipMeans } from '@kirchhoff/statistics';
import { accuraciesByRepeat } from './group.js';

/** Accuracy of every chip of a point, a fraction: the mean over its networks. */
export const chipAccuracies = (trials: readonly TrialResult[]): Float64Array =>
  chipMeans(accuraciesByRepeat(trials));
