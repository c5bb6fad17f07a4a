import { looksBetween } from '../../src/looks.js';
import { binomialCumulative } from '../../src/quantileInterval.js';
import { yieldLooks } from '../../src/question/yieldLooks.js';

describe('yieldLooks', () => {
  it('is the exact one-sided test where there is one look', () => {
    expect(yieldLooks(0.95, { looks: [58] }, 0.05).holds).toEqual([-1]);
    expect(yieldLooks(0.95, { looks: [59] }, 0.05).holds).toEqual([0]);
    expect(yieldLooks(0.95, { looks: [93] }, 0.05).holds).toEqual([1]);
    expect(yieldLooks(0.95, { looks: [124] }, 0.05).holds).toEqual([2]);
    const [fails] = yieldLooks(0.95, { looks: [100] }, 0.05).fails;
    expect(1 - binomialCumulative(fails! - 1, 100, 0.05)).toBeLessThanOrEqual(0.05);
    expect(1 - binomialCumulative(fails! - 2, 100, 0.05)).toBeGreaterThan(0.05);
  });

  it('shows a yield at the last look whenever the chips of the language suffice', () => {
    for (const [from, to] of [
      [20, 59],
      [60, 61],
      [59, 1000],
      [1, 59],
    ])
      expect(
        Math.max(...yieldLooks(0.95, { looks: looksBetween(from!, to!) }, 0.05).holds),
      ).toBeGreaterThanOrEqual(0);
  });

  it('asks for more at every look than a single test would, and for fewer failures the fewer the chips', () => {
    const looks = looksBetween(60, 1000);
    const { holds, fails } = yieldLooks(0.95, { looks }, 0.05);
    expect(holds).toEqual([...holds].sort((a, b) => a - b));
    looks.forEach((chips, index) => {
      expect(holds[index]!).toBeLessThanOrEqual(yieldLooks(0.95, { looks: [chips] }, 0.05).holds[0]!);
      expect(fails[index]!).toBeGreaterThanOrEqual(yieldLooks(0.95, { looks: [chips] }, 0.05).fails[0]!);
      expect(holds[index]!).toBeLessThan(fails[index]!);
    });
  });

  it('before the first look that can show a yield it only shows failures, and the risk of both stays exact', () => {
    const looks = [8, 15, 30, 60, 120];
    const { holds, fails } = yieldLooks(0.95, { looks, first: 3 }, 0.05);
    expect(holds.slice(0, 3)).toEqual([-1, -1, -1]);
    expect(holds.slice(3)).toEqual(yieldLooks(0.95, { looks: [60, 120] }, 0.05).holds);
    expect(fails[0]).toBeLessThanOrEqual(4);
    looks.forEach((chips, index) => {
      expect(1 - binomialCumulative(fails[index]! - 1, chips, 0.05)).toBeLessThanOrEqual(0.05);
    });
  });

  it('refuses yields and risks that are none', () => {
    expect(() => yieldLooks(1, { looks: [60] }, 0.05)).toThrow(/required yield/);
    expect(() => yieldLooks(0.9, { looks: [60] }, 0)).toThrow(/risk/);
  });
});
