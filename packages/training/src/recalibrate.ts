import type { NamedArrays } from '@kirchhoff/plan';
import { fold, type Key, permutation } from '@kirchhoff/random';
import { batchOf } from './batch.js';
import type { Engine } from './engine.js';
import type { Moments } from './forward.js';
import { gradientOf } from './gradient.js';
import { unbiasing } from './moments.js';
import { type Injection } from './inject/injection.js';
import type { TrainingRequest } from './request.js';

/** An injection that has begun, and its strength at the end of the training. */
export interface Injecting {
  readonly injection: Injection;
  readonly strength: number;
}

/** Most batches that the moments are taken from. */
const most = 50;

/**
 * Running moments taken anew after training: the plain mean of means and unbiased variances over whole batches of training images as they
 * are, without dropout, at the final weights; each batch on a chip of its own where variation is injected by then. Replaces them in place.
 */
export function recalibrate(
  engine: Engine,
  request: TrainingRequest,
  arrays: NamedArrays,
  injecting: Injecting | undefined,
  key: Key,
): void {
  const { train, training } = request;
  const order = permutation(fold(key, 'order'), train.count);
  const plain = { ...request, training: { ...training, augment: null } };
  const batches = Math.min(most, Math.max(1, Math.floor(train.count / training.batch)));
  const seen: ReadonlyMap<string, Moments>[] = [];
  injecting?.injection.follow(arrays, true);
  for (let index = 0; index < batches; index++) {
    const firstImage = index * training.batch;
    const batch = batchOf(plain, order, firstImage, fold(key, index));
    const drawn = injecting?.injection.draw(arrays, {
      trial: fold(key, index),
      strength: injecting.strength,
      firstImage,
    });
    seen.push(
      gradientOf(engine, request, drawn?.arrays ?? arrays, batch, { hardware: drawn?.hardware, drops: false })
        .moments,
    );
    drawn?.release();
  }
  for (const name of seen[0]!.keys()) {
    const all = seen.map((moments) => moments.get(name)!);
    replace(arrays[`${name}.mean`]!.data, (c) => all.map(({ mean }) => mean[c]!));
    replace(arrays[`${name}.variance`]!.data, (c) =>
      all.map(({ variance, count }) => variance[c]! * unbiasing(count)),
    );
  }
}

/** Each value becomes the mean of what was seen of it. */
function replace(values: Float32Array, seenOf: (c: number) => readonly number[]): void {
  for (let c = 0; c < values.length; c++) {
    const seen = seenOf(c);
    values[c] = seen.reduce((sum, value) => sum + value, 0) / seen.length;
  }
}
