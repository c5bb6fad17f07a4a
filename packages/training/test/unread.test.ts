import { loadEngine } from '../src/engine.js';
import type { Tensor, Tensor2D, Tensor4D } from '../src/tensorflow.js';
import { valuesOf } from '../src/values.js';

const wave = (count: number, pace: number): Float32Array =>
  Float32Array.from({ length: count }, (_, i) => Math.sin(pace * i));

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);

const operands: Readonly<Record<string, readonly [readonly number[], readonly number[]]>> = {
  'a product': [
    [5, 7],
    [7, 3],
  ],
  'a convolution': [
    [2, 7, 6, 3],
    [3, 3, 3, 5],
  ],
  'a depthwise convolution': [
    [2, 7, 6, 4],
    [3, 3, 4, 1],
  ],
};

it.each(Object.entries(operands))(
  '%s whose values nobody reads keeps its shape and gradients',
  async (name, shapes) => {
    const { tf } = (await loadEngine('wasm')).engine;
    const { unread } = valuesOf(tf);
    const [a, b] = shapes.map((shape, at) => tf.tensor(wave(sizeOf(shape), 0.7 + at), [...shape])) as [
      Tensor,
      Tensor,
    ];
    const sum = (x: Tensor, y: Tensor): Tensor =>
      name === 'a product'
        ? tf.matMul(x as Tensor2D, y as Tensor2D)
        : name === 'a convolution'
          ? tf.conv2d(x as Tensor4D, y as Tensor4D, 1, 'same')
          : tf.depthwiseConv2d(x as Tensor4D, y as Tensor4D, 2, 'valid');
    const values = sum(a, b);
    const dy = tf.tensor(wave(values.size, 1.9), values.shape);
    const left = unread(() => sum(a, b));
    expect(left.shape).toEqual(values.shape);
    const gradients = tf.grads((x, y) => sum(x, y))([a, b], dy);
    const without = tf.grads((x, y) => unread(() => sum(x, y)))([a, b], dy);
    gradients.forEach((gradient, at) => expect(without[at]!.dataSync()).toEqual(gradient.dataSync()));
    expect(sum(a, b).dataSync()).toEqual(values.dataSync());
  },
);

it('computes again after an operation has failed', async () => {
  const { tf } = (await loadEngine('wasm')).engine;
  const { unread } = valuesOf(tf);
  expect(() =>
    unread(() => {
      throw new RangeError('no');
    }),
  ).toThrow('no');
  expect([...tf.matMul(tf.tensor2d([[2]]), tf.tensor2d([[3]])).dataSync()]).toEqual([6]);
});
