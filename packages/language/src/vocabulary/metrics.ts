import type { Dimension } from '@kirchhoff/model';
import type { Words } from './specification.js';

export interface Column {
  readonly text: string;
  readonly dimension: Dimension;
  /** Recorded where an experiment's `metrics` names it; the others always are. */
  readonly asked?: true;
  /** One number per analog layer. */
  readonly perLayer?: true;
}

/** What a trial reports (model.md section 6). */
export const metrics = {
  accuracy: { text: 'share of test images classified correctly', dimension: 'fraction' },
  accuracy_loss: {
    text: 'baseline accuracy minus chip accuracy, in percentage points',
    dimension: 'fraction',
  },
  top5_accuracy: {
    text: 'share of test images whose class is among the five likeliest',
    dimension: 'fraction',
    asked: true,
  },
  cross_entropy: { text: 'mean negative log of the probability of the true class', dimension: 'number' },
  agreement: { text: 'share of test images classified as the software network does', dimension: 'fraction' },
  signal_to_error: {
    text: 'signal-to-error ratio of the analog outputs, per layer',
    dimension: 'decibels',
    asked: true,
    perLayer: true,
  },
  clipped_share: {
    text: 'share of conversions outside the range, per layer',
    dimension: 'fraction',
    asked: true,
    perLayer: true,
  },
} as const satisfies Readonly<Record<string, Column>>;

/** Columns of the training log; plots treat them like axes and metrics. */
export const trainingColumns = {
  epoch: { text: 'pass over the training images', dimension: 'number' },
  training_loss: { text: 'loss on the training images', dimension: 'number' },
  training_accuracy: { text: 'accuracy on the training images', dimension: 'fraction' },
  test_loss: { text: 'loss of the software network on the test images', dimension: 'number' },
  test_accuracy: { text: 'accuracy of the software network on the test images', dimension: 'fraction' },
  learning_rate: { text: 'size of the steps', dimension: 'number' },
  gradient_norm: { text: 'length of the gradient', dimension: 'number' },
  noise_strength: { text: 'what multiplies the injected sigma', dimension: 'number' },
  weight_spread: { text: 'standard deviation of the weights over the largest weight', dimension: 'number' },
  weight_noise: { text: 'rms error of the injected weights over the largest weight', dimension: 'number' },
} as const satisfies Readonly<Record<string, Column>>;

/** Columns every experiment has beside its axes. */
export const countColumns = {
  trial: { text: 'number of the chip', dimension: 'number' },
  repeat: { text: 'number of the training', dimension: 'number' },
  layer: { text: 'name of the layer, for metrics that are measured per layer', dimension: 'number' },
} as const satisfies Readonly<Record<string, Column>>;

/** `mean(accuracy)`, `yield(accuracy_loss < 1 %)`: numbers made from trials. */
export const estimates = {
  mean: 'mean over the chips',
  median: 'median over the chips',
  deviation: 'standard deviation over the chips',
  quantile: 'the value that a share of the chips stays below: quantile(accuracy, 5 %)',
  yield: 'share of the chips that meet a condition: yield(accuracy_loss < 1 %)',
  half_width: 'half the width of the confidence interval of the mean',
} as const satisfies Words;

export const metricWords: Words = Object.fromEntries(
  Object.entries(metrics).map(([name, column]) => [name, column.text]),
);
