import type { NamedArrays, TrainingEpoch } from '@kirchhoff/plan';
import type { UpdaterState } from './update/updater.js';

/** A training after a whole epoch: enough to go on as if it had never stopped. */
export interface Checkpoint {
  readonly weights: NamedArrays;
  readonly updater: UpdaterState;
  readonly epochs: readonly TrainingEpoch[];
}
