import fc from 'fast-check';
import { deviation, mean, meanInterval, pairedDifference, quantile, summarise } from '../src/index.js';

const values = [2, 4, 4, 4, 5, 5, 7, 9];

describe('mean and deviation', () => {
  it('give the textbook values', () => {
    expect(mean(values)).toBe(5);
    expect(deviation(values)).toBeCloseTo(Math.sqrt(32 / 7), 15);
  });

  it('are NaN where they are not defined', () => {
    expect(mean([])).toBeNaN();
    expect(deviation([3])).toBeNaN();
  });

  it('add in index order', () => {
    expect(mean([1e16, 1, -1e16, 1])).toBe(0.25);
    expect(mean([1e16, -1e16, 1, 1])).toBe(0.5);
  });

  it('of equal values is 0 up to the rounding of their mean', () => {
    expect(deviation([0.1, 0.1, 0.1])).toBeLessThan(1e-16);
    expect(deviation(new Array<number>(100).fill(0.5))).toBe(0);
  });
});

describe('quantile', () => {
  it('interpolates order statistics (R type 7, NumPy linear)', () => {
    const sample = [15, 20, 35, 40, 50];
    expect([0, 0.05, 0.3, 0.4, 0.5, 1].map((p) => quantile(sample, p))).toEqual([15, 16, 23, 29, 35, 50]);
    expect(quantile([10, 9, 1, 2], 0.25)).toBe(1.75);
    expect(quantile([7], 0.9)).toBe(7);
    expect(quantile([], 0.5)).toBeNaN();
  });

  it('refuses what is no probability', () => {
    for (const p of [-0.1, 1.1, NaN]) expect(() => quantile(values, p)).toThrow(RangeError);
  });

  it('lies within the sample, grows with p, ignores the order and leaves it alone', () => {
    const sample = fc.array(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), { minLength: 1 });
    const probability = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(sample, probability, probability, (of, p, q) => {
        const copy = [...of];
        const [low, high] = [Math.min(p, q), Math.max(p, q)].map((x) => quantile(of, x));
        expect(of).toEqual(copy);
        expect(low).toBeLessThanOrEqual(high + 1e-6);
        expect(low).toBeGreaterThanOrEqual(Math.min(...of));
        expect(quantile([...of].reverse(), p)).toBe(quantile(of, p));
      }),
    );
  });
});

describe('meanInterval', () => {
  it('does not take the deviation below that of a number known to one step', () => {
    const step = 0.002;
    const { low, high } = meanInterval([0.99, 0.99, 0.99, 0.99], 0.95, step);
    expect((high - low) / 2).toBeCloseTo((3.182446305284264 * step) / Math.sqrt(12 * 4), 12);
    expect(meanInterval([0.9, 0.95, 0.99], 0.95, step)).toEqual(meanInterval([0.9, 0.95, 0.99]));
    expect(() => meanInterval([0.9, 0.95], 0.95, -1)).toThrow(RangeError);
  });

  it('is the published interval of Student (1908, extra sleep with drug B: 2.33, s 2.0022, t 2.262)', () => {
    const sleep = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
    const { low, high } = meanInterval(sleep);
    expect(low).toBeCloseTo(0.8976775, 6);
    expect(high).toBeCloseTo(3.7623225, 6);
  });

  it('uses n − 1 degrees of freedom', () => {
    const { low, high } = meanInterval([1, 3]);
    expect(low).toBeCloseTo(2 - 12.706204736174705, 10);
    expect(high).toBeCloseTo(2 + 12.706204736174705, 10);
    expect(meanInterval([1])).toEqual({ low: NaN, high: NaN });
    expect(() => meanInterval(values, 1)).toThrow(RangeError);
  });
});

describe('summarise', () => {
  it('gathers the parts', () => {
    const summary = summarise(values, { confidence: 0.9, quantiles: [0.5] });
    const { low, high } = meanInterval(values, 0.9);
    expect(summary).toEqual({
      n: 8,
      mean: 5,
      deviation: deviation(values),
      quantiles: [{ probability: 0.5, value: 4.5 }],
      confidence: 0.9,
      intervalLow: low,
      intervalHigh: high,
    });
  });

  it('of one or no value has no interval', () => {
    expect(summarise([1])).toMatchObject({ n: 1, mean: 1, deviation: NaN, intervalLow: NaN });
    expect(summarise([])).toMatchObject({ n: 0, mean: NaN });
  });
});

describe('pairedDifference', () => {
  it('summarises the differences', () => {
    expect(pairedDifference([3, 5, 8], [1, 2, 3]).mean).toBeCloseTo(10 / 3, 15);
    expect(() => pairedDifference([1], [1, 2])).toThrow(RangeError);
  });
});
