import { crossedDifference, meanInterval } from '../src/index.js';

const zeros = (rows: number, columns: number): number[][] =>
  Array.from({ length: rows }, () => new Array<number>(columns).fill(0));

/** A reproducible stand-in for normal numbers: sums of twelve uniform ones. */
function makeNormals(seed: number): () => number {
  let state = seed;
  const uniform = (): number => (state = (state * 48271) % 2147483647) / 2147483647;
  return () => Array.from({ length: 12 }, uniform).reduce((sum, value) => sum + value, -6);
}

it('of a single repeat is the paired interval over chips', () => {
  const values = [[0.9, 0.8, 0.85, 0.95, 0.7]];
  const { low, high, difference } = crossedDifference(values, zeros(1, 5));
  const paired = meanInterval(values[0]!);
  expect(difference).toBeCloseTo(0.84, 12);
  expect(low).toBeCloseTo(paired.low, 12);
  expect(high).toBeCloseTo(paired.high, 12);
});

it('is as wide as the repeats say where they differ and chips do not', () => {
  const means = [0.01, 0.03, 0.08];
  const values = means.map((value) => new Array<number>(30).fill(value));
  const { low, high } = crossedDifference(values, zeros(3, 30));
  const ofRepeats = meanInterval(means);
  expect(low).toBeCloseTo(ofRepeats.low, 10);
  expect(high).toBeCloseTo(ofRepeats.high, 10);
});

it('holds the true difference about as often as it says, with trainings and chips that differ', () => {
  const normal = makeNormals(7);
  const held = Array.from({ length: 400 }, () => {
    const chips = Array.from({ length: 10 }, () => normal());
    const values = Array.from({ length: 4 }, () => {
      const training = 0.7 * normal();
      return chips.map((chip) => 1 + chip + training + 0.5 * normal());
    });
    const { low, high } = crossedDifference(values, zeros(4, 10));
    return low <= 1 && 1 <= high;
  }).filter(Boolean).length;
  expect(held).toBeGreaterThan(400 * 0.92);
  expect(held).toBeLessThan(400 * 0.99);
});

it('is exact where nothing spreads', () => {
  const same = crossedDifference(zeros(3, 4), zeros(3, 4));
  expect(same).toEqual({ difference: 0, low: 0, high: 0 });
});

it('refuses other shapes and single chips', () => {
  expect(() => crossedDifference(zeros(2, 3), zeros(3, 3))).toThrow(RangeError);
  expect(() => crossedDifference(zeros(2, 3), zeros(2, 4))).toThrow(RangeError);
  expect(() => crossedDifference(zeros(2, 1), zeros(2, 1))).toThrow(RangeError);
});
