import { chipsToShowYield, yieldInterval, yieldLowerBound, yieldUpperBound } from '../src/index.js';

/** Clopper-Pearson intervals at 95 % to 17 digits (arbitrary-precision incomplete beta). */
const table: readonly (readonly [number, number, number, number])[] = [
  [0, 10, 0, 0.30849710781876082],
  [1, 10, 0.0025285785444617845, 0.44501611702819542],
  [9, 10, 0.55498388297180458, 0.99747142145553822],
  [57, 59, 0.88285153611160683, 0.99586806702763479],
  [95, 100, 0.88716508889453723, 0.98356812081794784],
  [999, 1000, 0.99444107572017333, 0.99997468251250871],
];

describe('yieldInterval', () => {
  it.each(table)('of %d of %d is %d to %d', (passed, chips, low, high) => {
    const interval = yieldInterval(passed, chips);
    expect(Math.abs(interval.low - low)).toBeLessThan(1e-13);
    expect(Math.abs(interval.high - high)).toBeLessThan(1e-13);
  });

  it('is the mirror of the failures and reaches the ends', () => {
    const { low, high } = yieldInterval(3, 20, 0.9);
    const mirror = yieldInterval(17, 20, 0.9);
    expect(low).toBeCloseTo(1 - mirror.high, 14);
    expect(high).toBeCloseTo(1 - mirror.low, 14);
    expect(yieldInterval(20, 20).high).toBe(1);
    expect(yieldInterval(0, 20).low).toBe(0);
  });

  it('refuses what is no count', () => {
    for (const [passed, chips] of [
      [-1, 5],
      [6, 5],
      [0, 0],
      [1.5, 5],
      [NaN, 5],
    ])
      expect(() => yieldInterval(passed, chips)).toThrow(RangeError);
    expect(() => yieldInterval(1, 5, 1)).toThrow(RangeError);
  });
});

describe('one-sided bounds', () => {
  it('have the closed form at no failure', () => {
    expect(yieldLowerBound(50, 50)).toBeCloseTo(0.05 ** (1 / 50), 14);
    expect(yieldLowerBound(0, 50)).toBe(0);
    expect(yieldUpperBound(0, 50)).toBeCloseTo(1 - 0.05 ** (1 / 50), 14);
    expect(yieldUpperBound(50, 50)).toBe(1);
  });
});

describe('chipsToShowYield', () => {
  it('gives 59, 93 and 124 chips for 95 % at 95 % with no, one and two failures', () => {
    expect([0, 1, 2].map((failures) => chipsToShowYield(0.95, 0.95, failures))).toEqual([59, 93, 124]);
  });

  it('gives the sample sizes of the tables for 90 % and 99 %', () => {
    expect([0.9, 0.99].map((required) => chipsToShowYield(required, 0.95))).toEqual([29, 299]);
    expect(chipsToShowYield(0.99, 0.99)).toBe(459);
    expect(chipsToShowYield(0.5, 0.75)).toBe(2);
    expect(chipsToShowYield(0.05, 0.5)).toBe(1);
  });

  it('agrees with the lower bound on either side', () => {
    for (const required of [0.5, 0.8, 0.9, 0.97])
      for (const failures of [0, 1, 3, 10]) {
        const chips = chipsToShowYield(required, 0.9, failures);
        expect(yieldLowerBound(chips - failures, chips, 0.9)).toBeGreaterThanOrEqual(required - 1e-12);
        if (chips - 1 > failures)
          expect(yieldLowerBound(chips - 1 - failures, chips - 1, 0.9)).toBeLessThan(required);
      }
  });

  it('refuses the impossible', () => {
    expect(() => chipsToShowYield(1, 0.95)).toThrow(RangeError);
    expect(() => chipsToShowYield(0.9, 1)).toThrow(RangeError);
    expect(() => chipsToShowYield(0.9, 0.9, -1)).toThrow(RangeError);
  });
});
