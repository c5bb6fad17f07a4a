import { chipsNeeded, largestShown } from '../../src/check/binomial.js';

describe('the exact one-sided bound', () => {
  it('needs 59, 93, 124 chips for a yield of 95 % at 95 % confidence', () => {
    expect([0, 1, 2].map((failures) => chipsNeeded(failures, 0.95, 0.05))).toEqual([59, 93, 124]);
  });

  it('shows 94.2 % with 50 chips', () => {
    expect(largestShown(50, 0.05)).toBeCloseTo(0.94184, 4);
  });

  it('shows no yield of 100 %', () => {
    expect(chipsNeeded(0, 1, 0.05)).toBe(Infinity);
  });

  it('needs 299 chips for 99 %', () => {
    expect(chipsNeeded(0, 0.99, 0.05)).toBe(299);
  });
});
