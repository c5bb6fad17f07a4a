import type { Tensor, Tensorflow } from './tensorflow.js';
import { valuesOf } from './values.js';

/** max(x, 0); tfjs 4.22's gradient takes three passes over memory, an engine's own a single one with equal bits. */
export function relu(tf: Tensorflow, x: Tensor): Tensor {
  const gradient = valuesOf(tf).reluGradient;
  if (gradient === null) return tf.relu(x);
  const forward = tf.customGrad((input, save) => {
    (save as unknown as (tensors: Tensor[]) => void)([input as Tensor]);
    return {
      value: tf.relu(input as Tensor),
      gradFunc: (dy: Tensor, saved: Tensor[]) => gradient(saved[0]!, dy),
    };
  });
  return forward(x);
}
