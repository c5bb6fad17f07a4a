import { clipGradients, clipWeights, gradientNorm, spreadOf } from '../../src/update/limits.js';

describe('limits of a step', () => {
  it('is the same in any order of the names', () => {
    const [a, b, c] = [[1e8], [1], [3]].map((values) => new Float32Array(values));
    const many = { a: a!, b: b!, c: c! };
    expect(gradientNorm({ c: c!, b: b!, a: a! })).toBe(gradientNorm(many));
    expect(3 * 3 + 1 + 1e16).not.toBe(1e16 + 1 + 3 * 3);
  });

  it('shorten gradients together, and leave short ones alone', () => {
    const gradients = { a: Float32Array.of(3), b: Float32Array.of(0, 4) };
    expect(gradientNorm(gradients)).toBe(5);
    clipGradients(gradients, 5, 10);
    expect([...gradients.a, ...gradients.b]).toEqual([3, 0, 4]);
    clipGradients(gradients, 5, 1);
    expect([...gradients.a, ...gradients.b].map((value) => value.toFixed(6))).toEqual([
      '0.600000',
      '0.000000',
      '0.800000',
    ]);
  });

  it('hold weights within their own standard deviations, and no biases', () => {
    const weights = Float32Array.of(10, -1, 1, -1, 1, 0);
    const { deviation } = spreadOf(weights);
    const arrays = {
      'a.weights': { shape: [6], data: weights },
      'a.bias': { shape: [2], data: Float32Array.of(0, 100) },
    };
    clipWeights(arrays, 0.5);
    expect(spreadOf(weights).largest).toBeCloseTo(0.5 * deviation, 6);
    expect(weights.slice(1)).toEqual(Float32Array.of(-1, 1, -1, 1, 0));
    expect([...arrays['a.bias'].data]).toEqual([0, 100]);
  });
});
