import { chipMeans, deviation, meanInterval, summarise, summariseRepeats } from '../src/index.js';

const repeats = [
  [0.9, 0.8, 0.7],
  [0.7, 0.8, 0.9],
  [0.5, 0.2, 0.5],
];

describe('summariseRepeats', () => {
  it('takes the interval from per-chip means across repeats', () => {
    const summary = summariseRepeats(repeats, { confidence: 0.9, quantiles: [0.5] });
    const perChip = chipMeans(repeats);
    const { low, high } = meanInterval(perChip, 0.9);
    expect([...perChip]).toEqual([0.7, 0.6, 0.7].map((value) => expect.closeTo(value, 14)));
    expect(summary).toMatchObject({ n: 9, chips: 3, repeats: 3, intervalLow: low, intervalHigh: high });
    expect(summary.mean).toBeCloseTo(2 / 3, 14);
    expect(summary.deviation).toBe(deviation(repeats.flat()));
    expect(summary.betweenRepeatsDeviation).toBeCloseTo(deviation([0.8, 0.8, 0.4]), 14);
    expect(summary.quantiles).toEqual([{ probability: 0.5, value: 0.7 }]);
  });

  it('of a single repeat is its summary', () => {
    const [only] = repeats;
    expect(summariseRepeats([only])).toEqual({
      ...summarise(only),
      chips: 3,
      repeats: 1,
      betweenRepeatsDeviation: NaN,
    });
  });

  it('refuses repeats on different chips', () => {
    expect(() => summariseRepeats([[1, 2], [1]])).toThrow(RangeError);
    expect(summariseRepeats([])).toMatchObject({ n: 0, chips: 0, repeats: 0, mean: NaN });
  });
});
