import type { GradientKernels } from '@kirchhoff/kernels';
import type { NormalisationLoops } from '../normalisation.js';
import type { Tensor, Tensorflow } from '../tensorflow.js';
import { type Heap, withArrays } from './heap.js';

/** The loops of batch normalisation on the engine's own memory. */
export function heapLoops(tf: Tensorflow, heap: Heap, kernels: GradientKernels): NormalisationLoops {
  const sizes = (x: Tensor): [number, number] => {
    const channels = x.shape.at(-1)!;
    return [x.size / channels, channels];
  };
  const made = (shape: readonly number[], fill: (address: number) => void): Tensor => {
    const info = heap.make(shape);
    fill(heap.address(info));
    return tf.engine().makeTensorFromTensorInfo(info);
  };
  return {
    moments(x) {
      const [rows, channels] = sizes(x);
      const sums = (mean: Float32Array | undefined): Float64Array =>
        withArrays(heap, [new Float64Array(channels), mean ?? new Float32Array(1)], (to, from) => {
          kernels.channelSums(heap.address(x), rows, channels, mean === undefined ? 0 : from!, to!);
          return heap.read64(to!, channels).map((sum) => sum / rows);
        });
      const mean = Float32Array.from(sums(undefined));
      return { mean, variance: Float32Array.from(sums(mean)), count: rows };
    },
    apply(x, mean, gain, shift) {
      const [from, m, g, s] = [x, mean, gain, shift].map(heap.address) as [number, number, number, number];
      return made(x.shape, (to) => kernels.affine(from, ...sizes(x), m, g, s, to));
    },
    forward: (x, mean, gain, shift) =>
      withArrays(heap, [mean, gain, Float64Array.from(shift)], (m, g, s) =>
        made(x.shape, (to) => kernels.normalise(heap.address(x), ...sizes(x), m!, g!, s!, to)),
      ),
    backward(x, dy, { mean, inverse, gain }) {
      const [rows, channels] = sizes(x);
      const empty = (): Float64Array => new Float64Array(channels);
      return withArrays(heap, [mean, inverse, gain, empty(), empty()], (m, i, g, s, p) => {
        const [from, slopes] = [heap.address(x), heap.address(dy)];
        kernels.slopeSums(from, slopes, rows, channels, m!, i!, s!, p!);
        const [sums, products] = [heap.read64(s!, channels), heap.read64(p!, channels)];
        const share = (sum: number): number => sum / rows;
        return withArrays(heap, [sums.map(share), products.map(share)], (meanSlope, meanProduct) => ({
          dx: made(x.shape, (to) =>
            kernels.normaliseGradient(from, slopes, rows, channels, m!, i!, g!, meanSlope!, meanProduct!, to),
          ),
          sums,
          products,
        }));
      });
    },
  };
}
