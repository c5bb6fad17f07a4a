import type { Moments } from './forward.js';
import type { Tensor, Tensorflow } from './tensorflow.js';

/** Mean and biased variance of values [rows x channels], two passes in float64, each rounded once. */
export function batchMoments(values: Float32Array, channels: number): Moments {
  const count = values.length / channels;
  const sums = new Float64Array(channels);
  for (let i = 0; i < values.length; i += channels) for (let c = 0; c < channels; c++) sums[c]! += values[i + c]!;
  const mean = Float32Array.from(sums, (sum) => sum / count);
  const squares = new Float64Array(channels);
  for (let i = 0; i < values.length; i += channels)
    for (let c = 0; c < channels; c++) {
      const distance = values[i + c]! - mean[c]!;
      squares[c]! += distance * distance;
    }
  return { mean, variance: Float32Array.from(squares, (sum) => sum / count), count };
}

interface Normalising {
  /** [channels] */
  readonly gamma: Tensor;
  readonly beta: Tensor;
  readonly moments: Moments;
  readonly epsilon: number;
}

/** out = (x - mean) scale + shift, channel by channel. */
function scaled(
  values: Float32Array,
  mean: Float32Array,
  scale: Float64Array,
  shift: ArrayLike<number>,
): Float32Array {
  const channels = mean.length;
  const out = new Float32Array(values.length);
  for (let i = 0; i < values.length; i += channels)
    for (let c = 0; c < channels; c++) out[i + c] = (values[i + c]! - mean[c]!) * scale[c]! + shift[c]!;
  return out;
}

/**
 * Batch normalisation of x [images, ..., channels] by the moments of the batch, with its gradient through them (Ioffe and Szegedy 2015):
 * dx = gamma / s (dy - mean(dy) - xhat mean(dy xhat)), s = sqrt(variance + epsilon). Loops on the engine's memory: tfjs 4.22 tiles the
 * moments to the size of x.
 */
export function normalise(tf: Tensorflow, x: Tensor, { gamma, beta, moments, epsilon }: Normalising): Tensor {
  const { mean, variance, count } = moments;
  const channels = mean.length;
  const inverse = Float64Array.from(variance, (value) => 1 / Math.sqrt(value + epsilon));
  const gains = gamma.dataSync() as Float32Array;
  const values = x.dataSync() as Float32Array;
  const gain = inverse.map((value, c) => value * gains[c]!);
  const backward = (dy: Tensor): Tensor[] => {
    const slopes = dy.dataSync() as Float32Array;
    const sums = new Float64Array(channels);
    const products = new Float64Array(channels);
    for (let i = 0; i < values.length; i += channels)
      for (let c = 0; c < channels; c++) {
        const slope = slopes[i + c]!;
        sums[c]! += slope;
        products[c]! += slope * (values[i + c]! - mean[c]!) * inverse[c]!;
      }
    const out = new Float32Array(values.length);
    for (let i = 0; i < values.length; i += channels)
      for (let c = 0; c < channels; c++) {
        const normal = (values[i + c]! - mean[c]!) * inverse[c]!;
        out[i + c] = gain[c]! * (slopes[i + c]! - sums[c]! / count - (normal * products[c]!) / count);
      }
    return [tf.tensor(out, x.shape), tf.tensor(Float32Array.from(products)), tf.tensor(Float32Array.from(sums))];
  };
  const forward = tf.customGrad(() => ({
    value: tf.tensor(scaled(values, mean, gain, beta.dataSync() as Float32Array), x.shape),
    gradFunc: (dy: Tensor) => backward(dy),
  }));
  return forward(x, gamma, beta);
}
