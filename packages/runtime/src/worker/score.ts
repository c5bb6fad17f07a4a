import { argmax, crossEntropy, ranks } from '@kirchhoff/kernels';
import type { PartialScore, Score } from './task.js';

/** Takes what batches of logits give, in image order. */
export interface ScoreSheet {
  /** Logits [images x outputs] of the next images. */
  add(logits: Float32Array): void;
  finish(): { readonly score: PartialScore; readonly predictions: Int32Array };
}

/** A sheet for the images that these labels belong to. */
export function scoreSheet(
  labels: ArrayLike<number>,
  outputs: number,
  software: Int32Array | undefined,
): ScoreSheet {
  const predictions = new Int32Array(labels.length);
  const losses = new Float32Array(labels.length);
  let images = 0;
  let correct = 0;
  let agreeing = 0;
  let topFive = 0;
  return {
    add(logits) {
      const count = logits.length / outputs;
      const own = Array.from({ length: count }, (_, i) => labels[images + i]!);
      crossEntropy(logits, outputs, own, losses.subarray(images, images + count));
      const classesFound = argmax(logits, outputs);
      const before = ranks(logits, outputs, own);
      for (let i = 0; i < count; i++, images++) {
        predictions[images] = classesFound[i]!;
        if (classesFound[i] === own[i]) correct++;
        if (before[i]! < 5) topFive++;
        if (software === undefined || classesFound[i] === software[images]) agreeing++;
      }
    },
    finish: () => ({ score: { images, correct, agreeing, topFive, losses }, predictions }),
  };
}

/** The score of all images from parts in image order, so that neither batches nor parts change anything. */
export function scoreOf(parts: readonly PartialScore[]): Score {
  const sum = { images: 0, correct: 0, agreeing: 0, topFive: 0, crossEntropy: 0 };
  for (const { images, correct, agreeing, topFive, losses } of parts) {
    sum.images += images;
    sum.correct += correct;
    sum.agreeing += agreeing;
    sum.topFive += topFive;
    for (const loss of losses) sum.crossEntropy += loss;
  }
  return sum;
}
