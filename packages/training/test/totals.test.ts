import { loadEngine } from '../src/engine.js';
import type { Tensor, Tensorflow } from '../src/tensorflow.js';
import { clusters } from './fixtures.js';

const made = (tf: Tensorflow, shape: readonly number[]): Tensor =>
  tf.tensor(clusters(shape, 2, 1, 'sums').images, [...shape]);

const bits = (sum: Tensor): number[] => [...new Uint32Array((sum.dataSync() as Float32Array).slice().buffer)];

it.each([[[5, 1]], [[33, 7]], [[3, 4, 5, 16]], [[2, 3, 3, 37]], [[64, 100]]])(
  'sums over all axes but the last are those of the backend, bit by bit: %j',
  async (shape) => {
    const { tf } = (await loadEngine('wasm')).engine;
    const x = made(tf, shape);
    const channels = shape.at(-1)!;
    const leading = shape.slice(0, -1).map((_, axis) => axis);
    // Turned by hand, a channel's values lie side by side: the backend's own kernel.
    const turned = tf.transpose(tf.reshape(x, [-1, channels]), [1, 0]);
    expect(bits(tf.sum(x, leading))).toEqual(bits(tf.sum(turned, 1)));
    const kept = tf.sum(x, leading, true);
    expect(kept.shape).toEqual([...leading.map(() => 1), channels]);
    expect(bits(kept)).toEqual(bits(tf.sum(turned, 1)));
  },
);

it('leaves other sums to the backend', async () => {
  const { tf } = (await loadEngine('wasm')).engine;
  const x = tf.tensor2d([1, 2, 3, 4, 5, 6], [2, 3]);
  expect([...tf.sum(x).dataSync()]).toEqual([21]);
  expect([...tf.sum(x, 1).dataSync()]).toEqual([6, 15]);
  expect([...tf.sum(tf.tensor2d([1, 2, 3, 4], [2, 2], 'int32'), 0).dataSync()]).toEqual([4, 6]);
  expect([...tf.sum(tf.tensor1d([1, 2, 3])).dataSync()]).toEqual([6]);
});
