import type { NamedArrays, TrainingEpoch } from '@kirchhoff/plan';
import { fold, key, permutation } from '@kirchhoff/random';
import { batchOf } from './batch.js';
import { evaluate } from './evaluate.js';
import { TrainingFailure } from './failure.js';
import type { Injection } from './inject/injection.js';
import { hasBegun, strengthAt } from './inject/strength.js';
import type { Memory } from './memory.js';
import { emptyTally, layerRecords } from './record.js';
import type { TrainingRequest } from './request.js';
import { learningRateAt } from './schedule.js';
import { step } from './step.js';
import type { TrainingOptions } from './train.js';
import type { Updater } from './update/updater.js';

/** A training under way; arrays change in place. */
export interface TrainingState {
  readonly request: TrainingRequest;
  readonly options: TrainingOptions;
  readonly arrays: NamedArrays;
  readonly updater: Updater;
  readonly injection: Injection | undefined;
  /** Of images and gradients of a step, written again by the next. */
  readonly memory: Memory;
}

/** One pass over the training images in an order of its own. Throws TrainingFailure. */
export async function trainEpoch(state: TrainingState, epoch: number): Promise<TrainingEpoch> {
  const { request, options, arrays, injection } = state;
  const { training, train: set } = request;
  const shuffle = fold(fold(fold(key(training.seed), 'order'), request.repeat), epoch);
  const order = permutation(shuffle, set.count);
  const batches = Math.ceil(set.count / training.batch);
  const pause = Math.max(1, Math.floor(batches / 20));
  const tally = emptyTally();
  for (let index = 0; index < batches; index++) {
    const done = epoch - 1 + index / batches;
    const batch = batchOf(request, order, index * training.batch, fold(shuffle, index), state.memory);
    step(state, batch, { epoch, index, done }, tally);
    if (index % pause === 0) {
      options.onProgress?.(done, training.epochs);
      await new Promise(setImmediate);
      if (options.signal?.aborted)
        throw new TrainingFailure('interrupted', 'the training was interrupted', epoch);
    }
  }
  const begun = injection !== undefined && hasBegun(injection.inject, epoch);
  const test =
    request.test === undefined ? undefined : evaluate(options.engine, request, arrays, request.test);
  return {
    training: request.id,
    repeat: request.repeat,
    epoch,
    learningRate: learningRateAt(training.learningRate, epoch - 1, training.epochs),
    trainingLoss: tally.loss / set.count,
    trainingAccuracy: tally.correct / set.count,
    testLoss: test?.loss ?? null,
    testAccuracy: test?.accuracy ?? null,
    gradientNorm: tally.gradientNorm / batches,
    noiseStrength: strengthAt(training.inject, epoch - 1 / batches),
    layers: layerRecords(arrays, tally, begun ? injection.moved(arrays) : []),
  };
}
