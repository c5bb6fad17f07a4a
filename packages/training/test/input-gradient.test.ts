import { loadEngine } from '../src/engine.js';
import type { Tensor4D, Tensorflow } from '../src/tensorflow.js';

const shapes = [
  { x: [2, 6, 6, 3], filter: [3, 3, 3, 4], stride: 1, pad: 'same' },
  { x: [2, 6, 6, 3], filter: [3, 3, 3, 4], stride: 2, pad: 'same' },
  { x: [2, 7, 6, 3], filter: [3, 3, 3, 4], stride: 2, pad: 'same' },
  { x: [1, 7, 5, 2], filter: [3, 2, 2, 3], stride: 1, pad: 'valid' },
  { x: [1, 7, 5, 2], filter: [2, 4, 2, 3], stride: 1, pad: 'same' },
  { x: [3, 8, 8, 1], filter: [5, 5, 1, 2], stride: 2, pad: 'valid' },
  { x: [2, 8, 8, 4], filter: [1, 1, 4, 6], stride: 2, pad: 'same' },
  { x: [2, 9, 8, 4], filter: [2, 2, 4, 3], stride: 3, pad: 'valid' },
  { x: [2, 5, 5, 2], filter: [3, 3, 2, 2], stride: 2, pad: 1 },
] as const;

const count = (sizes: readonly number[]): number => sizes.reduce((a, b) => a * b, 1);
const wave = (n: number): Float32Array =>
  Float32Array.from({ length: n }, (_, i) => ((i * 37) % 101) / 50 - 1);

async function gradient(tf: Tensorflow, shape: (typeof shapes)[number]): Promise<number[]> {
  const image = tf.tensor(wave(count(shape.x)), [...shape.x]);
  const filter = tf.tensor(wave(count(shape.filter)), [...shape.filter]) as Tensor4D;
  const grad = tf.grad((x) => tf.sum(tf.square(tf.conv2d(x as Tensor4D, filter, shape.stride, shape.pad))));
  return [...(await grad(image).data())];
}

it.each(shapes)('equals the cpu engine for %j', async (shape) => {
  const ours = await gradient((await loadEngine('wasm')).engine.tf, shape);
  const reference = await gradient((await loadEngine('cpu')).engine.tf, shape);
  const scale = Math.max(...reference.map(Math.abs));
  expect(ours).toHaveLength(reference.length);
  ours.forEach((value, index) => expect(Math.abs(value - reference[index]!)).toBeLessThan(2e-6 * scale));
});
