import { chipJob, type ChipJob, idealKey, reordered } from '../../src/execute/chips.js';
import { placeKey, repeatsOf } from '../../src/execute/places.js';
import type { Preparation } from '../../src/execute/prepare.js';
import type { RunInputs } from '../../src/inputs.js';
import { inputsOf, planOf } from '../study.js';

const plan = planOf((text) =>
  text.replace(
    'sweep {',
    'sweep { chip.array.size as size = [16 x 16, 32 x 32] }\n  sweep { chip.adc.bits as bits = [5, 6] }\n  sweep {',
  ),
);
const given = inputsOf(plan);
const inputs: RunInputs = {
  ...given,
  weights: Object.fromEntries(
    Object.entries(given.weights).map(([source, [weights]]) => [source, [weights!, weights!]]),
  ),
};
const preparation: Preparation = {
  software: {
    score: { images: 1, correct: 1, agreeing: 1, topFive: 1, crossEntropy: 0 },
    predictions: Int32Array.of(0),
  },
  calibration: { inputs: {}, converters: {} },
};
const { points } = plan.experiments[0]!;
const places = points.flatMap((_, point) => [0, 1].map((repeat) => ({ experiment: 0, point, repeat })));
const prepared = new Map(places.map((place) => [placeKey(place), preparation]));
const jobOf = (index: number, trial: number | null): ChipJob =>
  chipJob(plan, prepared, places[index]!, trial);

describe('the chips of a plan', () => {
  const jobs = places.flatMap((_, index) => [0, 1, 2, 3].map((trial) => jobOf(index, trial)));

  it('are of as many networks as there are weights', () => {
    expect(points).toHaveLength(2 * 2 * 2);
    expect(repeatsOf(inputs, points[0]!)).toBe(2);
  });

  it('are named for people', () => {
    expect(jobs[9]!.name).toBe('chip 1 of point 1 of study');
    expect(jobOf(0, null).name).toMatch(/^ideal chip/);
    expect(jobOf(0, null).payload.trial).toBeNull();
  });

  it('are the same in any order', () => {
    const mixed = reordered(jobs, 5);
    expect(mixed).not.toEqual(jobs);
    expect(new Set(mixed)).toEqual(new Set(jobs));
    expect(mixed).toHaveLength(jobs.length);
    expect(reordered(jobs, undefined)).toEqual(jobs);
    expect(reordered(jobs, 5)).toEqual(mixed);
    expect(reordered(jobs, 6)).not.toEqual(mixed);
  });
});

describe('ideal chips', () => {
  it('are one per repeat and tiling, for any spread and any converter', () => {
    const keys = places.map((place) => idealKey(plan, place));
    expect(new Set(keys).size).toBe(2 * 2);
    places.forEach((place, index) => {
      const same = places.filter((_, other) => keys[other] === keys[index]);
      expect(new Set(same.map(({ repeat }) => repeat))).toEqual(new Set([place.repeat]));
      expect(new Set(same.map(({ point }) => points[point]!.mapping))).toEqual(
        new Set([points[place.point]!.mapping]),
      );
    });
  });
});
