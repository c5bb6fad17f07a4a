import { quantileStream } from '../calibrate/quantile.js';
import type { InputObservation } from './coding.js';

/** Gathers what the coding of a layer's inputs needs from its calibration activations. */
export interface InputObserver {
  /** Takes a batch of the layer's input activations. */
  add(activations: Float32Array): void;
  finish(): InputObservation;
}

/** Observes `total` activations; `keep` is that of the input range, 1 for a fixed one. model.md section 4. */
export function observeInputs(total: number, keep: number): InputObserver {
  const stream = quantileStream(total, keep);
  let negative = false;
  return {
    add(activations) {
      stream.add(activations, { first: 0, stride: 1, count: activations.length, absolute: true });
      for (let i = 0; i < activations.length && !negative; i++) negative = activations[i] < 0;
    },
    finish: () => ({ negative, quantile: stream.finish() }),
  };
}
