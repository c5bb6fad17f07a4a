import { loadEngine } from '../src/engine.js';
import type { Tensor, Tensor4D, Tensorflow } from '../src/tensorflow.js';

const shapes = [
  { x: [2, 6, 6, 3], filter: [3, 3, 3, 4], stride: 1, pad: 'same' },
  { x: [2, 6, 6, 3], filter: [3, 3, 3, 4], stride: 2, pad: 'same' },
  { x: [2, 7, 6, 3], filter: [3, 3, 3, 4], stride: 2, pad: 'same' },
  { x: [1, 7, 5, 2], filter: [3, 2, 2, 3], stride: 1, pad: 'valid' },
  { x: [1, 7, 5, 2], filter: [2, 4, 2, 3], stride: 1, pad: 'same' },
  { x: [3, 8, 8, 1], filter: [5, 5, 1, 2], stride: 2, pad: 'valid' },
  { x: [2, 5, 5, 4], filter: [1, 1, 4, 6], stride: 1, pad: 'valid' },
  { x: [2, 8, 8, 4], filter: [1, 1, 4, 6], stride: 2, pad: 'same' },
  { x: [2, 9, 8, 4], filter: [2, 2, 4, 3], stride: 3, pad: 'valid' },
  { x: [2, 5, 5, 2], filter: [3, 3, 2, 2], stride: 2, pad: 1 },
] as const;

/** By image and by filter, of the sum of squares. */
async function gradients(tf: Tensorflow, shape: (typeof shapes)[number]): Promise<number[][]> {
  const count = (sizes: readonly number[]): number => sizes.reduce((a, b) => a * b, 1);
  const wave = (n: number): Float32Array =>
    Float32Array.from({ length: n }, (_, i) => ((i * 37) % 101) / 50 - 1);
  const [x, filter] = [shape.x, shape.filter].map((sizes) => tf.tensor(wave(count(sizes)), [...sizes]));
  const cost = (a: Tensor, b: Tensor): Tensor =>
    tf.sum(tf.square(tf.conv2d(a as Tensor4D, b as Tensor4D, shape.stride, shape.pad)));
  return Promise.all(
    tf
      .grads(cost as never)([x!, filter!])
      .map(async (each) => [...(await each.data())]),
  );
}

it.each(shapes)('equal those of the cpu engine for %j', async (shape) => {
  const ours = await gradients((await loadEngine('wasm')).engine.tf, shape);
  const reference = await gradients((await loadEngine('cpu')).engine.tf, shape);
  expect(ours.map(({ length }) => length)).toEqual(reference.map(({ length }) => length));
  reference.forEach((values, which) => {
    const scale = Math.max(...values.map(Math.abs));
    values.forEach((value, i) => expect(Math.abs(ours[which]![i]! - value)).toBeLessThan(2e-6 * scale));
  });
});
