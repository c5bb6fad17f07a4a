import fc from 'fast-check';
import { betaCumulative, betaQuantile, studentCumulative, studentQuantile } from '../src/index.js';

/** Quantiles of Student's t to 17 digits (arbitrary-precision incomplete beta); the first five are in every table. */
const table: readonly (readonly [number, number, number])[] = [
  [0.975, 1, 12.706204736174705],
  [0.975, 2, 4.3026527297494639],
  [0.975, 5, 2.5705818356363155],
  [0.95, 10, 1.8124611228116764],
  [0.975, 19, 2.0930240544083098],
  [0.995, 30, 2.7499956535672253],
  [0.9, 100, 1.290074761346516],
  [0.9995, 3, 12.923978636687483],
  [0.975, 1000, 1.9623390808264085],
];

describe('studentQuantile', () => {
  it.each(table)('at %d with %d degrees is %d', (p, degrees, expected) => {
    expect(Math.abs(studentQuantile(p, degrees) / expected - 1)).toBeLessThan(1e-12);
    expect(studentQuantile(1 - p, degrees) / -expected - 1).toBeCloseTo(0, 11);
  });

  it('is the inverse of studentCumulative', () => {
    const p = fc.double({ min: 0.001, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(p, fc.double({ min: 0.5, max: 1000, noNaN: true }), (probability, degrees) => {
        const t = studentQuantile(probability, degrees);
        expect(Math.abs(studentCumulative(t, degrees) - probability)).toBeLessThan(1e-13);
      }),
    );
  });

  it('is 0 at one half and refuses the ends', () => {
    expect(studentQuantile(0.5, 7)).toBe(0);
    for (const p of [0, 1, NaN]) expect(() => studentQuantile(p, 7)).toThrow(RangeError);
    for (const degrees of [0, -1, NaN, Infinity])
      expect(() => studentQuantile(0.9, degrees)).toThrow(RangeError);
  });
});

describe('betaCumulative', () => {
  it('has the closed forms I_x(1, 1) = x, I_x(a, 1) = xᵃ, I_x(1, b) = 1 − (1 − x)ᵇ', () => {
    for (let x = 0; x <= 1; x += 0.0625) {
      expect(betaCumulative(x, 1, 1)).toBeCloseTo(x, 14);
      expect(betaCumulative(x, 5, 1)).toBeCloseTo(x ** 5, 14);
      expect(betaCumulative(x, 1, 9)).toBeCloseTo(1 - (1 - x) ** 9, 14);
    }
  });

  it('is symmetric and the inverse of betaQuantile', () => {
    const shape = fc.double({ min: 0.5, max: 2000, noNaN: true });
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 0.99, noNaN: true }), shape, shape, (p, a, b) => {
        const x = betaQuantile(p, a, b);
        expect(Math.abs(betaCumulative(x, a, b) - p)).toBeLessThan(1e-10);
        expect(Math.abs(betaCumulative(1 - x, b, a) - (1 - p))).toBeLessThan(1e-10);
      }),
    );
  });

  it('keeps its digits for large shapes', () => {
    expect(betaCumulative(0.5, 1e6, 1e6)).toBeCloseTo(0.5, 12);
    expect(betaQuantile(0.5, 1e6, 1e6)).toBeCloseTo(0.5, 14);
  });
});
