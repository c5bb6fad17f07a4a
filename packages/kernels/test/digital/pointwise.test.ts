import { hardSwish, leakyRelu, relu, relu6, sigmoid, tanh } from '../../src/digital/activation.js';
import type { Activation } from '../../src/digital/activation.js';
import { add } from '../../src/digital/add.js';
import { affine, affineOf } from '../../src/digital/affine.js';
import { draw } from '../products/draws.js';
import { hex } from '../products/definition.js';
import { distance } from './twins.js';

const x = Float32Array.from([...draw(1, 500).map((u) => 10 * u), 0, 3, -3, 6, 7, 1e30, -1e30, 1e-40]);

const activations: readonly (readonly [name: string, Activation, twin: (value: number) => number])[] = [
  ['relu', relu, (v) => Math.max(v, 0)],
  ['relu6', relu6, (v) => Math.min(Math.max(v, 0), 6)],
  ['leaky relu', (from, out) => leakyRelu(from, 0.125, out), (v) => (v < 0 ? v / 8 : v)],
  ['hard swish', hardSwish, (v) => (v * Math.min(Math.max(v + 3, 0), 6)) / 6],
  ['sigmoid', sigmoid, (v) => 1 / (1 + Math.exp(-v))],
  ['tanh', tanh, Math.tanh],
];

describe('activations', () => {
  it.each(activations)('%s agrees with its twin in float64, in place too', (_, activation, twin) => {
    const out = new Float32Array(x.length);
    activation(x, out);
    for (let i = 0; i < x.length; i++) {
      const expected = twin(x[i]);
      expect(Math.abs(out[i] - expected)).toBeLessThanOrEqual(4e-7 * Math.max(1, Math.abs(expected)));
    }
    const same = x.slice();
    activation(same, same);
    expect(hex(same)).toBe(hex(out));
  });

  it.each(activations)('%s keeps NaN', (_, activation) => {
    const out = new Float32Array(1);
    activation(Float32Array.of(NaN), out);
    expect(out[0]).toBeNaN();
  });

  it('rounds the slope of a leaky relu to float32', () => {
    const out = new Float32Array(1);
    leakyRelu(Float32Array.of(-3), 0.3, out);
    expect(out[0]).toBe(Math.fround(-3 * Math.fround(0.3)));
  });
});

describe('sums', () => {
  it('add value by value', () => {
    const [a, b] = [draw(2, 50), draw(3, 50)];
    const out = new Float32Array(50);
    add(a, b, out);
    expect(hex(out)).toBe(hex(a.map((value, i) => value + b[i])));
  });
});

describe('batch normalisation', () => {
  it('is one gain and one shift per channel', () => {
    const channels = 5;
    const [gamma, beta, mean] = [1, 2, 3].map((seed) => draw(seed, channels));
    const variance = draw(4, channels).map((u) => 1.01 + u);
    const epsilon = 1e-3;
    const input = draw(5, 8 * channels);
    const out = new Float32Array(input.length);
    affine(input, affineOf({ gamma, beta, mean, variance, epsilon }), out);
    const twin = Array.from(input, (value, i) => {
      const c = i % channels;
      return (gamma[c] * (value - mean[c])) / Math.sqrt(variance[c] + epsilon) + beta[c];
    });
    expect(distance(out, twin)).toBeLessThan(1e-6);
  });

  it('rounds the product, then the sum', () => {
    const out = new Float32Array(1);
    const [value, gain, shift] = [1.1, 1.3, -1.43].map((v) => Float32Array.of(v));
    affine(value, { gain, shift }, out);
    expect(out[0]).toBe(Math.fround(Math.fround(value[0] * gain[0]) + shift[0]));
  });
});
