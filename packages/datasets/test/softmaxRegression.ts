import { integersBelow, key } from '@kirchhoff/random';
import type { ImageSet } from '../src/index.js';

const PIXELS = 784;
const CLASSES = 10;
const RATE = 0.05;

type Inputs = Pick<ImageSet, 'count' | 'labels'> & { readonly images: Float32Array };

function scoresOf(weights: Float64Array, { images }: Inputs, image: number, scores: Float64Array): void {
  for (let c = 0; c < CLASSES; c++) {
    const row = c * (PIXELS + 1);
    let sum = weights[row + PIXELS];
    for (let p = 0; p < PIXELS; p++) sum += weights[row + p] * images[image * PIXELS + p];
    scores[c] = sum;
  }
}

function toShares(scores: Float64Array): void {
  const greatest = Math.max(...scores);
  let total = 0;
  for (let c = 0; c < CLASSES; c++) total += scores[c] = Math.exp(scores[c] - greatest);
  for (let c = 0; c < CLASSES; c++) scores[c] /= total;
}

/** Weights [10 × 785], the last of each row its bias, by stochastic gradient descent over random images. */
export function fitSoftmax(inputs: Inputs, epochs: number): Float64Array {
  const weights = new Float64Array(CLASSES * (PIXELS + 1));
  const scores = new Float64Array(CLASSES);
  const order = new Uint32Array(epochs * inputs.count);
  integersBelow(key(1), inputs.count, order.length, order);
  order.forEach((image, step) => {
    scoresOf(weights, inputs, image, scores);
    toShares(scores);
    const rate = RATE * (1 - step / order.length);
    for (let c = 0; c < CLASSES; c++) {
      const slope = rate * (scores[c] - (inputs.labels[image] === c ? 1 : 0));
      const row = c * (PIXELS + 1);
      for (let p = 0; p < PIXELS; p++) weights[row + p] -= slope * inputs.images[image * PIXELS + p];
      weights[row + PIXELS] -= slope;
    }
  });
  return weights;
}

export function accuracyOf(weights: Float64Array, inputs: Inputs): number {
  const scores = new Float64Array(CLASSES);
  let right = 0;
  for (let image = 0; image < inputs.count; image++) {
    scoresOf(weights, inputs, image, scores);
    if (scores.indexOf(Math.max(...scores)) === inputs.labels[image]) right++;
  }
  return right / inputs.count;
}
