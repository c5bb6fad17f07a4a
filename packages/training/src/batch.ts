import { fold, type Key } from '@kirchhoff/random';
import { augmented } from './augment.js';
import { gather } from './images.js';
import type { Memory } from './memory.js';
import type { TrainingRequest } from './request.js';

/** Images of one step, ready for the network, and what its draws are keyed by. */
export interface Batch {
  readonly images: Float32Array;
  readonly labels: Int32Array;
  readonly count: number;
  /** seed > order > repeat > epoch > batch. */
  readonly key: Key;
}

/** The batch that starts at `first` of the order, changed at random where the training says so; in `memory` where it is given. */
export function batchOf(
  { training, train, shape }: TrainingRequest,
  order: Uint32Array,
  first: number,
  key: Key,
  memory?: Memory,
): Batch {
  const count = Math.min(training.batch, train.count - first);
  const { images, labels } = gather(train, order, first, count, memory);
  const { augment } = training;
  const changed = augment === null ? images : augmented(images, shape, augment, fold(key, 'augment'));
  return { images: changed, labels, count, key };
}
