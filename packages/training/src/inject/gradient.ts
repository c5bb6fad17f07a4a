import type { NamedArrays } from '@kirchhoff/plan';
import { fold, key, type Key } from '@kirchhoff/random';
import type { Batch } from '../batch.js';
import type { Engine } from '../engine.js';
import { type Gradient, gradientOf } from '../gradient.js';
import type { Memory } from '../memory.js';
import type { TrainingRequest } from '../request.js';
import type { WeightNoise } from '../record.js';
import type { Moment } from '../step.js';
import type { Injection } from './injection.js';
import { hasBegun, strengthAt } from './strength.js';

/** Steps after which ranges are measured again on the calibration images. */
const period = 16;

/** seed > inject > repeat > epoch [> batch]: the chip that a step meets. */
function trialOf({ training, repeat }: TrainingRequest, { epoch, index }: Moment, perBatch: boolean): Key {
  const ofEpoch = fold(fold(fold(key(training.seed), 'inject'), repeat), epoch);
  return perBatch ? fold(ofEpoch, index) : ofEpoch;
}

/** One image of a batch as a batch. */
function single(batch: Batch, image: number): Batch {
  const size = batch.images.length / batch.count;
  return {
    images: batch.images.subarray(image * size, (image + 1) * size),
    labels: batch.labels.subarray(image, image + 1),
    count: 1,
    key: fold(batch.key, image),
  };
}

function mean(parts: readonly Gradient[]): Gradient {
  const gradients = Object.fromEntries(
    Object.entries(parts[0]!.gradients).map(([name, first]) => {
      const sums = new Float64Array(first.length);
      for (const { gradients: each } of parts) each[name]!.forEach((value, i) => (sums[i]! += value));
      return [name, Float32Array.from(sums, (sum) => sum / parts.length)];
    }),
  );
  return {
    gradients,
    loss: parts.reduce((sum, { loss }) => sum + loss, 0) / parts.length,
    correct: parts.reduce((sum, { correct }) => sum + correct, 0),
    moments: new Map(),
  };
}

/** Calibrates the ranges that will be learned for the weights at which the injection begins; in the first epoch that is done. */
function beginRanges({ inject, ranges }: Injection, arrays: NamedArrays): void {
  if (inject.fromEpoch === 1) return;
  for (const [name, { data }] of Object.entries(ranges(arrays))) arrays[name]!.data.set(data);
}

/** A training under injection. */
export interface Injected {
  readonly injection: Injection;
  readonly engine: Engine;
  readonly request: TrainingRequest;
  readonly arrays: NamedArrays;
  readonly memory: Memory;
}

/**
 * The gradient of a batch at the weights of a freshly drawn chip (one for the batch, the epoch, or every image), for the clean weights
 * to follow. Before the injection begins, that of the clean weights.
 */
export function injectedGradient(
  { injection, engine, request, arrays, memory }: Injected,
  batch: Batch,
  moment: Moment,
  /** Told every draw and its share of the batch. */
  onDraw: (noise: WeightNoise, share: number) => void,
): Gradient {
  const { inject } = injection;
  if (!hasBegun(inject, moment.epoch)) return gradientOf(engine, request, arrays, batch, { memory });
  if (moment.index === 0 && moment.epoch === inject.fromEpoch) beginRanges(injection, arrays);
  if (moment.index % period === 0) injection.follow(arrays, moment.index === 0);
  const strength = strengthAt(inject, moment.done);
  const trial = trialOf(request, moment, inject.redraw !== 'every_epoch');
  const firstImage = moment.index * request.training.batch;
  const at = (part: Batch, chip: Key, first: number, into?: Memory): Gradient => {
    const drawn = injection.draw(arrays, { trial: chip, strength, firstImage: first });
    try {
      onDraw(drawn.noise, part.count / batch.count);
      return gradientOf(engine, request, drawn.arrays, part, {
        hardware: drawn.hardware,
        ...(into && { memory: into }),
      });
    } finally {
      drawn.release();
    }
  };
  if (inject.redraw !== 'every_sample') return at(batch, trial, firstImage, memory);
  const parts = Array.from({ length: batch.count }, (_, image) =>
    at(single(batch, image), fold(trial, image), firstImage + image),
  );
  return mean(parts);
}
