import type { Moments } from './forward.js';
import type { Tensor, Tensorflow } from './tensorflow.js';

/** Mean, 1 / sqrt(variance + epsilon), and gamma times that, one value a channel. */
interface Scale {
  readonly mean: Float32Array;
  readonly inverse: Float64Array;
  readonly gain: Float64Array;
}

/** The passes over x [images, ..., channels] that batch normalisation needs; sums in float64, in the order of the rows. */
export interface NormalisationLoops {
  /** Mean and biased variance by channel, two passes, each rounded once. */
  moments(x: Tensor): Moments;
  /** (x - mean) gain + shift, float32 tensors [channels], every operation rounded. */
  apply(x: Tensor, mean: Tensor, gain: Tensor, shift: Tensor): Tensor;
  /** (x - mean) gain + shift */
  forward(x: Tensor, mean: Float32Array, gain: Float64Array, shift: Float32Array): Tensor;
  /** gain (dy - mean(dy) - xhat mean(dy xhat)), and the sums of dy and dy xhat by channel. */
  backward(
    x: Tensor,
    dy: Tensor,
    scale: Scale,
  ): { readonly dx: Tensor; readonly sums: Float64Array; readonly products: Float64Array };
}

/** The loops in TypeScript, on copies of the engine's values: for every engine. */
function plainLoops(tf: Tensorflow): NormalisationLoops {
  const valuesOf = (x: Tensor): Float32Array => x.dataSync() as Float32Array;
  const over = (values: Float32Array, channels: number, visit: (i: number, c: number) => void): void => {
    for (let row = 0; row < values.length; row += channels)
      for (let c = 0; c < channels; c++) visit(row + c, c);
  };
  return {
    moments(x) {
      const values = valuesOf(x);
      const channels = x.shape.at(-1)!;
      const count = values.length / channels;
      const sums = new Float64Array(channels);
      over(values, channels, (i, c) => (sums[c]! += values[i]!));
      const mean = Float32Array.from(sums, (sum) => sum / count);
      const squares = new Float64Array(channels);
      over(values, channels, (i, c) => (squares[c]! += (values[i]! - mean[c]!) ** 2));
      return { mean, variance: Float32Array.from(squares, (sum) => sum / count), count };
    },
    apply: (x, mean, gain, shift) => tf.add(tf.mul(tf.sub(x, mean), gain), shift),
    forward(x, mean, gain, shift) {
      const values = valuesOf(x);
      const out = new Float32Array(values.length);
      over(values, mean.length, (i, c) => (out[i] = (values[i]! - mean[c]!) * gain[c]! + shift[c]!));
      return tf.tensor(out, x.shape);
    },
    backward(x, dy, { mean, inverse, gain }) {
      const [values, slopes] = [valuesOf(x), valuesOf(dy)];
      const channels = mean.length;
      const count = values.length / channels;
      const sums = new Float64Array(channels);
      const products = new Float64Array(channels);
      const normal = (i: number, c: number): number => (values[i]! - mean[c]!) * inverse[c]!;
      over(values, channels, (i, c) => {
        sums[c]! += slopes[i]!;
        products[c]! += slopes[i]! * normal(i, c);
      });
      const out = new Float32Array(values.length);
      over(values, channels, (i, c) => {
        out[i] = gain[c]! * (slopes[i]! - sums[c]! / count - (normal(i, c) * products[c]!) / count);
      });
      return { dx: tf.tensor(out, x.shape), sums, products };
    },
  };
}

/** Loops that know the memory of a backend, by its name. */
const known = new Map<string, NormalisationLoops>();

export const registerLoops = (backendName: string, loops: NormalisationLoops): void =>
  void known.set(backendName, loops);

const loopsOf = (tf: Tensorflow): NormalisationLoops => known.get(tf.getBackend()) ?? plainLoops(tf);

/** Mean and biased variance of a batch [images, ..., channels]. */
export const batchMoments = (tf: Tensorflow, x: Tensor): Moments => loopsOf(tf).moments(x);

/** Batch normalisation by given moments, which no gradient passes: `gain` is gamma / sqrt(variance + epsilon), all [channels]. */
export const normaliseBy = (
  tf: Tensorflow,
  x: Tensor,
  by: { readonly mean: Tensor; readonly gain: Tensor; readonly shift: Tensor },
): Tensor => loopsOf(tf).apply(x, by.mean, by.gain, by.shift);

interface Normalising {
  /** [channels] */
  readonly gamma: Tensor;
  readonly beta: Tensor;
  readonly moments: Moments;
  readonly epsilon: number;
}

/**
 * Batch normalisation of x [images, ..., channels] by the moments of the batch, with its gradient through them (Ioffe and Szegedy 2015):
 * dx = gamma / s (dy - mean(dy) - xhat mean(dy xhat)), s = sqrt(variance + epsilon). tfjs 4.22 tiles the moments to the size of x.
 */
export function normalise(tf: Tensorflow, x: Tensor, { gamma, beta, moments, epsilon }: Normalising): Tensor {
  const loops = loopsOf(tf);
  const { mean, variance } = moments;
  const gains = gamma.dataSync() as Float32Array;
  const inverse = Float64Array.from(variance, (value) => 1 / Math.sqrt(value + epsilon));
  const gain = inverse.map((value, c) => value * gains[c]!);
  const forward = tf.customGrad((input, _gamma, _beta, save) => {
    (save as unknown as (tensors: Tensor[]) => void)([input as Tensor]);
    return {
      value: loops.forward(input as Tensor, mean, gain, beta.dataSync() as Float32Array),
      gradFunc: (dy: Tensor, saved: Tensor[]) => {
        const { dx, sums, products } = loops.backward(saved[0]!, dy, { mean, inverse, gain });
        return [dx, tf.tensor(Float32Array.from(products)), tf.tensor(Float32Array.from(sums))];
      },
    };
  });
  return forward(x, gamma, beta);
}
