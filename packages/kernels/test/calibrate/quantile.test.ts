import fc from 'fast-check';
import { quantileStream } from '../../src/calibrate/quantile.js';

const plain = (values: number[], keep: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const position = (sorted.length - 1) * keep;
  const below = Math.floor(position);
  const above = Math.min(below + 1, sorted.length - 1);
  return Math.fround(sorted[below] + (sorted[above] - sorted[below]) * (position - below));
};

const single = fc.float({ noNaN: true, noDefaultInfinity: true });

it('equals the sorted definition, in any batches', () => {
  fc.assert(
    fc.property(
      fc.array(single, { minLength: 1, maxLength: 400 }),
      fc.oneof(fc.constant(1), fc.double({ min: 0.01, max: 1, noNaN: true })),
      fc.nat(400),
      (values, keep, cut) => {
        const stream = quantileStream(values.length, keep);
        const array = Float32Array.from(values);
        const first = Math.min(cut, values.length);
        stream.add(array, { first: 0, stride: 1, count: first, absolute: false });
        stream.add(array, { first, stride: 1, count: values.length - first, absolute: false });
        expect(stream.finish()).toBe(plain([...array], keep));
      },
    ),
  );
});

it('takes magnitudes and strides', () => {
  const stream = quantileStream(3, 0.5);
  stream.add(Float32Array.of(9, -5, 9, 2, 9, -3), { first: 1, stride: 2, count: 3, absolute: true });
  expect(stream.finish()).toBe(3);
});

it('keeps little of a long stream', () => {
  const stream = quantileStream(1_000_000, 0.999);
  const block = Float32Array.from({ length: 1000 }, (_, at) => (at * 7919) % 1000);
  for (let repeat = 0; repeat < 1000; repeat++)
    stream.add(block, { first: 0, stride: 1, count: 1000, absolute: false });
  expect(stream.finish()).toBeCloseTo(998.001, 3);
});

it('is 0 for nothing', () => {
  expect(quantileStream(0, 1).finish()).toBe(0);
});
