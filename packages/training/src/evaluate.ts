import type { PlanNetwork } from '@kirchhoff/plan';
import type { Engine } from './engine.js';
import { logits } from './forward.js';
import type { LabelledImages } from './images.js';
import type { Tensor } from './tensorflow.js';

const chunk = 500;

/** Share of images whose largest logit is their label; in chunks, so that memory is bounded. */
export function evaluate(
  { tf }: Engine,
  network: PlanNetwork,
  weights: Readonly<Record<string, Tensor>>,
  set: LabelledImages,
  shape: readonly number[],
): number {
  const size = set.images.length / set.count;
  let correct = 0;
  for (let first = 0; first < set.count; first += chunk) {
    const count = Math.min(chunk, set.count - first);
    correct += tf.tidy(() => {
      const images = tf.tensor(set.images.subarray(first * size, (first + count) * size), [count, ...shape]);
      const labels = tf.tensor1d(Int32Array.from(set.labels.subarray(first, first + count)), 'int32');
      const output = logits(tf, network, images, { weights, training: false, dropoutSeed: () => 0 });
      return tf.sum(tf.equal(tf.argMax(output, 1), labels)).dataSync()[0]!;
    });
  }
  return correct / set.count;
}
