import { key } from '@kirchhoff/random';
import {
  binomialCumulative,
  bootstrapInterval,
  imageError,
  quantile,
  quantileInterval,
} from '../src/index.js';

const values = Array.from({ length: 100 }, (_, i) => i + 1);

describe('binomialCumulative', () => {
  it('is the sum of the probabilities', () => {
    const p = 0.3;
    const n = 7;
    let sum = 0;
    let probability = (1 - p) ** n;
    for (let k = 0; k < n; k++) {
      sum += probability;
      expect(binomialCumulative(k, n, p)).toBeCloseTo(sum, 12);
      probability *= ((n - k) / (k + 1)) * (p / (1 - p));
    }
    expect(binomialCumulative(-1, n, p)).toBe(0);
    expect(binomialCumulative(n, n, p)).toBe(1);
  });
});

describe('quantileInterval', () => {
  it('gives the order statistics of the tables: the median of 100 lies between the 40th and the 61st', () => {
    expect(quantileInterval(values, 0.5, 0.95)).toEqual({ low: 40, high: 61 });
  });

  it('says where there are too few values for a side', () => {
    expect(quantileInterval([1, 2, 3], 0.5, 0.95)).toEqual({ low: NaN, high: NaN });
    expect(quantileInterval(values.slice(0, 40), 0.05, 0.95).low).toBeNaN();
    expect(quantileInterval(values.slice(0, 40), 0.05, 0.95).high).toBeGreaterThan(2);
  });

  it('does not depend on the order of the values', () => {
    expect(quantileInterval([...values].reverse(), 0.9)).toEqual(quantileInterval(values, 0.9));
  });
});

describe('bootstrapInterval', () => {
  it('of the mean of many values is close to the normal one, and the same each time', () => {
    const { low, high } = bootstrapInterval(values);
    const half = (1.96 * Math.sqrt((100 * 101) / 12)) / 10;
    expect(low).toBeCloseTo(50.5 - half, 0);
    expect(high).toBeCloseTo(50.5 + half, 0);
    expect(bootstrapInterval(values)).toEqual({ low, high });
    expect(bootstrapInterval(values, undefined, { key: key(1) })).not.toEqual({ low, high });
  });

  it('takes any statistic', () => {
    const { low, high } = bootstrapInterval(values, (sample) => quantile(sample, 0.5), { confidence: 0.9 });
    expect(low).toBeGreaterThan(38);
    expect(high).toBeLessThan(63);
  });

  it('needs two values', () => {
    expect(bootstrapInterval([1])).toEqual({ low: NaN, high: NaN });
  });
});

describe('imageError', () => {
  it('is 1.96 standard errors of a share among many images, and nothing at certainty', () => {
    expect(imageError(0.9, 10_000, 0.95)).toBeCloseTo(1.96 * 0.003, 5);
    expect(imageError(1, 10_000, 0.95)).toBe(0);
  });
});
