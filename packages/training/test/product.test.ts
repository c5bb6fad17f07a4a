import { loadEngine } from '../src/engine.js';
import { product, productOfConstant } from '../src/product.js';
import type { Tensor2D } from '../src/tensorflow.js';

const wave = (n: number): Float32Array =>
  Float32Array.from({ length: n }, (_, i) => ((i * 37) % 101) / 50 - 1);

it.each(['wasm', 'cpu'] as const)('has the gradients of a plain product on %s', async (name) => {
  const { tf } = (await loadEngine(name)).engine;
  const x = tf.tensor2d(wave(7 * 5), [7, 5]);
  const w = tf.tensor2d(wave(5 * 3), [5, 3]);
  const loss = (y: Tensor2D) => tf.sum(tf.square(y));
  const [dx, dw] = tf.grads((a, b) => loss(product(tf, a as Tensor2D, b as Tensor2D)))([x, w]);
  const [px, pw] = tf.grads((a, b) => loss(tf.matMul(a as Tensor2D, b as Tensor2D)))([x, w]);
  const constant = tf.grad((b) => loss(productOfConstant(tf, x, b as Tensor2D)))(w);
  const close = (a: Float32Array, b: Float32Array) =>
    a.forEach((value, i) => expect(value).toBeCloseTo(b[i]!, 4));
  close((await dx!.data()) as Float32Array, (await px!.data()) as Float32Array);
  close((await dw!.data()) as Float32Array, (await pw!.data()) as Float32Array);
  close((await constant.data()) as Float32Array, (await pw!.data()) as Float32Array);
});
