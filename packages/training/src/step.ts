import type { Batch } from './batch.js';
import { diverged } from './divergence.js';
import type { TrainingState } from './epoch.js';
import { gradientOf } from './gradient.js';
import { injectedGradient } from './inject/gradient.js';
import { follow } from './moments.js';
import { addNoise, type Tally } from './record.js';
import { learningRateAt } from './schedule.js';
import { clipGradients, clipWeights, gradientNorm } from './update/limits.js';

/** Where in the training a step is: epochs from 1, batches from 0, epochs passed (fractional). */
export interface Moment {
  readonly epoch: number;
  readonly index: number;
  readonly done: number;
}

/** Forward and backward at the weights as injected, one step of the clean ones; what it gave is added to the tally. Throws TrainingFailure. */
export function step(state: TrainingState, batch: Batch, moment: Moment, tally: Tally): void {
  const { request, options, arrays, updater, injection, memory } = state;
  const { training, network } = request;
  const { gradients, loss, correct, moments } =
    injection === undefined
      ? gradientOf(options.engine, request, arrays, batch, { memory })
      : injectedGradient(
          { injection, engine: options.engine, request, arrays, memory },
          batch,
          moment,
          (noise, share) => addNoise(tally, noise, share),
        );
  const norm = gradientNorm(gradients);
  if (!Number.isFinite(loss + norm))
    throw diverged(training, arrays, { epoch: moment.epoch, batch: moment.index + 1 });
  tally.loss += loss * batch.count;
  tally.correct += correct;
  tally.images += batch.count;
  tally.batches++;
  tally.gradientNorm += norm;
  if (training.clipGradients !== null) clipGradients(gradients, norm, training.clipGradients);
  updater.apply(gradients, learningRateAt(training.learningRate, moment.done, training.epochs));
  if (training.clipWeights !== null) clipWeights(arrays, training.clipWeights);
  follow(arrays, network, moments);
}
