import { fold, key, normals, uniforms } from '@kirchhoff/random';
import { holm, pairedComparisons, varianceShares } from '../src/index.js';

describe('holm', () => {
  it('steps down as in the paper: the smallest times m, never below one before it, at most 1', () => {
    expect(holm([0.01, 0.04, 0.03, 0.005])).toEqual([0.03, 0.06, 0.06, 0.02]);
    expect(holm([0.9, 0.8])).toEqual([1, 1]);
    expect(holm([])).toEqual([]);
  });
});

describe('pairedComparisons', () => {
  const chips = Array.from({ length: 30 }, (_, chip) => 0.9 + Math.sin(chip * 7) / 20);
  const shifted = chips.map((value, chip) => value - 0.01 + Math.sin(chip * 3) / 1000);

  it('finds a small shift of the same chips that separate intervals would hide', () => {
    const [comparison] = pairedComparisons([chips, shifted], [[0, 1]]);
    expect(comparison.difference).toBeCloseTo(-0.01, 3);
    expect(comparison.high).toBeLessThan(0);
    expect(comparison.pValue).toBeLessThan(1e-10);
  });

  it('finds nothing between equal conditions', () => {
    const [same] = pairedComparisons([chips, chips], [[0, 1]]);
    expect(same).toMatchObject({ difference: 0, low: 0, high: 0, pValue: 1 });
  });

  it('takes three chips that differ by the same image for what they are: known to an image each', () => {
    const image = 1 / 300;
    const [few] = [0.9, 0.9 + 3 * image, 0.9 - image].map((value) => [value, value, value]);
    const worse = few.map((value) => value - image);
    const [bare] = pairedComparisons([few, worse], [[0, 1]]);
    expect(bare.pValue).toBeLessThan(1e-6);
    const [known] = pairedComparisons([few, worse], [[0, 1]], 0.95, [image, image]);
    expect(known.pValue).toBeGreaterThan(0.01);
    // t of 2 degrees times image / √6 / √3.
    expect(known.high - known.difference).toBeCloseTo((4.30265273 * image) / Math.sqrt(18), 9);
  });

  it('covers a difference of which most pairs show nothing', () => {
    const image = 1 / 1000;
    const share = 0.05;
    const draws = new Float32Array(10);
    let covered = 0;
    for (let study = 0; study < 500; study++) {
      uniforms(fold(key(37), study), draws.length, draws);
      const second = Array.from(draws, (u) => (u <= share ? 0.99 - image : 0.99));
      const first = second.map(() => 0.99);
      const [{ low, high }] = pairedComparisons([first, second], [[0, 1]], 0.95, [image, image]);
      if (low <= -share * image && -share * image <= high) covered++;
    }
    expect(covered / 500).toBeGreaterThan(0.9);
  });

  it('adjusts for all pairs made together', () => {
    const alone = pairedComparisons([chips, shifted], [[0, 1]])[0];
    const [, among] = pairedComparisons(
      [chips, shifted],
      [
        [0, 0],
        [0, 1],
        [1, 1],
      ],
    );
    expect(among.pValue).toBeCloseTo(3 * alone.pValue, 15);
    expect({ low: among.low, high: among.high }).toEqual({ low: alone.low, high: alone.high });
  });
});

describe('varianceShares', () => {
  const grid = (of: (a: number, b: number, chip: number) => number) =>
    [0, 1, 2].flatMap((a) =>
      [0, 1].map((b) => ({ coordinates: [a, b], values: [0, 1, 2, 3].map((chip) => of(a, b, chip)) })),
    );

  it('gives a sum of effects to its axes: 2/3 a², 1/4 b², 5/3 chips²', () => {
    const { main, total, pairs, higher, chips } = varianceShares(grid((a, b, chip) => 3 * a + 2 * b + chip))!;
    const whole = (9 * 2) / 3 + 4 / 4 + 5 / 3;
    expect(main[0]).toBeCloseTo(6 / whole, 12);
    expect(main[1]).toBeCloseTo(1 / whole, 12);
    expect(chips).toBeCloseTo(5 / 3 / whole, 12);
    expect(pairs[0].share).toBeCloseTo(0, 12);
    expect(higher).toBeCloseTo(0, 12);
    expect(total).toEqual(main.map((share) => expect.closeTo(share, 12)));
  });

  it('gives a product of centred effects to the pair', () => {
    const shares = varianceShares(grid((a, b) => (a - 1) * (b - 0.5)))!;
    expect(shares.main).toEqual([expect.closeTo(0, 12), expect.closeTo(0, 12)]);
    expect(shares.pairs[0]).toEqual({ axes: [0, 1], share: expect.closeTo(1, 12) });
    expect(shares.total).toEqual([expect.closeTo(1, 12), expect.closeTo(1, 12)]);
  });

  it('sums to one', () => {
    const { main, pairs, higher, chips } = varianceShares(
      [0, 1].flatMap((a) =>
        [0, 1].flatMap((b) =>
          [0, 1, 2].map((c) => ({ coordinates: [a, b, c], values: [a * b * c + a, a - c + b * c, 1] })),
        ),
      ),
    )!;
    const sum = [...main, ...pairs.map(({ share }) => share), higher, chips].reduce((x, y) => x + y);
    expect(sum).toBeCloseTo(1, 12);
  });

  it.each([true, false])(
    'has no bias from few chips, simulated; the same chips at every point: %s',
    (same) => {
      const studies = 400;
      const chips = 4;
      const draws = new Float32Array(7 * chips);
      const sums = [0, 0, 0];
      for (let study = 0; study < studies; study++) {
        normals(fold(key(31), study), draws.length, draws);
        const noise = (a: number, b: number, chip: number): number => draws[(2 * a + b) * chips + chip]!;
        const shares = varianceShares(
          [0, 1, 2].flatMap((a) =>
            [0, 1].map((b) => ({
              coordinates: [a, b],
              values: Array.from(
                { length: chips },
                (_, chip) => a + 2 * noise(a, b, chip) + (same ? 2 * draws[6 * chips + chip]! : 0),
              ),
            })),
          ),
        )!;
        sums[0]! += shares.main[0]!;
        sums[1]! += shares.pairs[0]!.share + shares.main[1]!;
        sums[2]! += shares.chips;
      }
      const within = same ? 8 : 4;
      const [main, others, between] = sums.map((sum) => sum / studies);
      // Without the correction the axis of three values gets half as much again.
      expect(Math.abs(main! - 2 / 3 / (2 / 3 + within))).toBeLessThan(0.03);
      expect(others).toBeLessThan(0.09);
      expect(Math.abs(between! - within / (2 / 3 + within))).toBeLessThan(0.06);
    },
  );

  it('is undefined for holes and for what never varies', () => {
    expect(varianceShares(grid((a, b) => a * b).slice(1))).toBeUndefined();
    expect(varianceShares(grid(() => 1))).toBeUndefined();
  });
});
