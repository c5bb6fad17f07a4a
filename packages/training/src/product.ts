import type { Tensor, Tensor2D, Tensorflow } from './tensorflow.js';

/**
 * x W for x [images, inputs] and W [inputs, outputs], with a gradient that transposes before it multiplies: tfjs 4.22's WebAssembly
 * backend falls back to scalar loops for products of transposed operands.
 */
export function product(tf: Tensorflow, x: Tensor2D, weights: Tensor2D): Tensor2D {
  const multiply = tf.customGrad((a, b, save) => {
    const [input, matrix] = [a as Tensor2D, b as Tensor2D];
    (save as (tensors: Tensor[]) => void)([input, matrix]);
    return {
      value: tf.matMul(input, matrix),
      gradFunc: (dy: Tensor, saved: Tensor[]) => [
        tf.matMul(dy as Tensor2D, tf.transpose(saved[1] as Tensor2D)),
        tf.matMul(tf.transpose(saved[0] as Tensor2D), dy as Tensor2D),
      ],
    };
  });
  return multiply(x, weights) as Tensor2D;
}

/** The same for an input that needs no gradient, such as the images: half the work of the backward pass. */
export function productOfConstant(tf: Tensorflow, x: Tensor2D, weights: Tensor2D): Tensor2D {
  const multiply = tf.customGrad((b, save) => {
    const matrix = b as Tensor2D;
    (save as (tensors: Tensor[]) => void)([x]);
    return {
      value: tf.matMul(x, matrix),
      gradFunc: (dy: Tensor, saved: Tensor[]) => [
        tf.matMul(tf.transpose(saved[0] as Tensor2D), dy as Tensor2D),
      ],
    };
  });
  return multiply(weights) as Tensor2D;
}
