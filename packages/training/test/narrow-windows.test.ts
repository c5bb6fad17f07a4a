import type { ConvNode } from '@kirchhoff/plan';
import { convolution } from '../src/convolution.js';
import { loadEngine } from '../src/engine.js';
import type { Tensor, Tensor4D } from '../src/tensorflow.js';
import { clusters } from './fixtures.js';

/** The padding that `same` stands for along one axis. */
function same(size: number, taps: number, stride: number): [number, number] {
  const needed = Math.max((Math.ceil(size / stride) - 1) * stride + taps - size, 0);
  return [Math.floor(needed / 2), needed - Math.floor(needed / 2)];
}

const noise = (shape: readonly number[], seed: string): Float32Array => clusters(shape, 2, 1, seed).images;

/** Sums, and the gradients of their squares by image and weights. */
async function computed(
  name: 'wasm' | 'cpu',
  image: readonly [number, number],
  size: readonly [number, number],
  stride: number,
) {
  const { tf } = (await loadEngine(name)).engine;
  const node = {
    op: 'conv',
    name: 'c',
    inputs: ['x'],
    ordinal: 0,
    shape: [Math.ceil(image[0] / stride), Math.ceil(image[1] / stride), 3],
    size: [...size],
    stride: [stride, stride],
    padding: [...same(image[0], size[0], stride), ...same(image[1], size[1], stride)],
    dilation: [1, 1],
    groups: 1,
    inputChannels: 2,
    outputChannels: 3,
  } as unknown as ConvNode;
  const [xs, ws] = [
    [2, ...image, 2],
    [...size, 2, 3],
  ] as const;
  const [x, w] = [tf.tensor(noise(xs, 'x'), [...xs]), tf.tensor(noise(ws, 'w'), [...ws])];
  const cost = (...[a, b]: Tensor[]): Tensor =>
    tf.sum(tf.square(convolution(tf, node, a as Tensor4D, b as Tensor4D)));
  const { value, grads } = tf.valueAndGrads(cost as never)([x, w]);
  return [value, ...grads].map((each) => [...(each!.dataSync() as Float32Array)]);
}

const windows = [[3, 1], [1, 3], [2, 1], [1, 5], [1, 1], [3, 2]] as const; // prettier-ignore
const images = [[8, 8], [7, 9], [9, 6]] as const; // prettier-ignore

// The addon convolves by itself where it is built; what is to be seen here is the engine.
beforeAll(() => void (process.env.KIRCHHOFF_KERNELS = 'wasm'));
afterAll(() => void delete process.env.KIRCHHOFF_KERNELS);

describe.each(windows)('windows of %i x %i', (...size) => {
  it.each([2, 3])('that are moved by %i give what the cpu engine gives', async (stride) => {
    for (const image of images) {
      const ours = await computed('wasm', image, size, stride);
      const reference = await computed('cpu', image, size, stride);
      reference.forEach((values, which) => {
        const scale = Math.max(...values.map(Math.abs));
        expect(scale).toBeGreaterThan(0);
        values.forEach((value, i) => expect(Math.abs(ours[which]![i]! - value)).toBeLessThan(5e-6 * scale));
      });
    }
  });
});
