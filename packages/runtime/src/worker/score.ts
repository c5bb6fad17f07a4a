import { argmax, crossEntropy, ranks } from '@kirchhoff/kernels';
import type { Score } from './task.js';

/** Adds up what batches of logits give, in image order, so that the size of the batches changes nothing. */
export interface ScoreSheet {
  /** Logits [images x outputs] of the next images. */
  add(logits: Float32Array): void;
  finish(): { readonly score: Score; readonly predictions: Int32Array };
}

export function scoreSheet(
  labels: ArrayLike<number>,
  outputs: number,
  software: Int32Array | undefined,
): ScoreSheet {
  const predictions = new Int32Array(labels.length);
  let images = 0;
  let correct = 0;
  let agreeing = 0;
  let topFive = 0;
  let total = 0;
  return {
    add(logits) {
      const count = logits.length / outputs;
      const own = Array.from({ length: count }, (_, i) => labels[images + i]!);
      const losses = new Float32Array(count);
      crossEntropy(logits, outputs, own, losses);
      const classesFound = argmax(logits, outputs);
      const before = ranks(logits, outputs, own);
      for (let i = 0; i < count; i++, images++) {
        predictions[images] = classesFound[i]!;
        if (classesFound[i] === own[i]) correct++;
        if (before[i]! < 5) topFive++;
        if (software === undefined || classesFound[i] === software[images]) agreeing++;
        total += losses[i]!;
      }
    },
    finish: () => ({ score: { images, correct, agreeing, topFive, crossEntropy: total }, predictions }),
  };
}
