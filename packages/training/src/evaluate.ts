import type { NamedArrays } from '@kirchhoff/plan';
import type { Engine } from './engine.js';
import { logits } from './forward.js';
import { tensorsOf } from './gradient.js';
import type { LabelledImages } from './images.js';
import type { TrainingRequest } from './request.js';
import type { Tensor2D } from './tensorflow.js';

const chunk = 500;

/** Share of images whose largest logit is their label, and the mean cross-entropy [nat]; in chunks, so that memory is bounded. */
export function evaluate(
  { tf }: Engine,
  { network, shape, classes }: Pick<TrainingRequest, 'network' | 'shape' | 'classes'>,
  arrays: NamedArrays,
  set: LabelledImages,
): { readonly accuracy: number; readonly loss: number } {
  const size = set.images.length / set.count;
  let correct = 0;
  let loss = 0;
  for (let first = 0; first < set.count; first += chunk) {
    const count = Math.min(chunk, set.count - first);
    tf.tidy(() => {
      const images = tf.tensor(set.images.subarray(first * size, (first + count) * size), [count, ...shape]);
      const labels = tf.tensor1d(Int32Array.from(set.labels.subarray(first, first + count)), 'int32');
      const weights = tensorsOf(tf, arrays);
      const output = logits(tf, network, images, { weights, training: false, dropoutSeed: () => 0 });
      correct += tf.sum(tf.equal(tf.argMax(output, 1), labels)).dataSync()[0]!;
      const targets = tf.oneHot(labels, classes) as Tensor2D;
      loss += count * tf.losses.softmaxCrossEntropy(targets, output).dataSync()[0]!;
    });
  }
  return { accuracy: correct / set.count, loss: loss / set.count };
}
