import { loadEngine } from '../src/engine.js';
import { relu } from '../src/relu.js';
import type { Tensor } from '../src/tensorflow.js';
import { clusters } from './fixtures.js';

const noise = (count: number, seed: string): Float32Array =>
  clusters([count], 2, 1, seed).images.map((value, i) => (i % 7 === 0 ? 0 : value));

const bits = (values: Float32Array): number[] => [
  ...new Uint32Array(values.buffer, values.byteOffset, values.length),
];

it.each([1, 3, 4, 18, 1027])('has the slopes of tfjs, bit by bit: %i values', async (count) => {
  const { tf } = (await loadEngine('wasm')).engine;
  const [values, slopes] = [noise(count, 'x'), noise(count, 'dy')];
  const [x, dy] = [tf.tensor1d(values), tf.tensor1d(slopes)];
  const [own, known] = [(given: Tensor) => relu(tf, given), (given: Tensor) => tf.relu(given)].map((call) => {
    const { grad, value } = tf.valueAndGrad(call as never)(x, dy);
    return { value: value.dataSync() as Float32Array, grad: grad.dataSync() as Float32Array };
  });
  expect(bits(own!.value)).toEqual(bits(known!.value));
  expect(bits(own!.grad)).toEqual(bits(known!.grad));
  expect(own!.grad.some((slope) => slope !== 0)).toBe(count > 1);
});
