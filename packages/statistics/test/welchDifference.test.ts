import { welchDifference } from '../src/welchDifference.js';

describe('welchDifference', () => {
  it('agrees with the textbook: two samples of unequal spread', () => {
    const a = [27.5, 21.0, 19.0, 23.6, 17.0, 17.9, 16.9, 20.1, 21.9, 22.6, 23.1, 19.6, 19.0, 21.7, 21.4];
    const b = [27.1, 22.0, 20.8, 23.4, 23.4, 23.5, 25.8, 22.0, 24.8, 20.2, 21.9, 22.1, 22.9, 30.5, 24.4];
    const { difference, pValue, low, high } = welchDifference(a, b);
    expect(difference).toBeCloseTo(-2.8333, 3);
    expect(pValue).toBeCloseTo(0.0084, 3);
    expect(low).toBeLessThan(difference);
    expect(high).toBeLessThan(0);
  });

  it('knows samples without spread, and single values', () => {
    expect(welchDifference([1, 1], [1, 1])).toEqual({ difference: 0, low: 0, high: 0, pValue: 1 });
    expect(welchDifference([2, 2], [1, 1]).pValue).toBe(0);
    expect(welchDifference([2], [1, 1]).low).toBeNaN();
    const known = welchDifference([2, 2], [1, 1], 0.95, [1, 1]);
    expect(known.pValue).toBeGreaterThan(0.05);
    // t of 2 degrees times 1 / √12.
    expect(known.high - known.difference).toBeCloseTo(4.30265273 / Math.sqrt(12), 8);
  });
});
