import { type AnyChip, chipOfTask, idealKey, nameOf, reordered } from '../../src/execute/chips.js';
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
  ranges: null,
};
const { points } = plan.experiments[0]!;
const places = points.flatMap((_, point) => [0, 1].map((repeat) => ({ experiment: 0, point, repeat })));
const prepared = new Map(places.map((place) => [placeKey(place), preparation]));
const chipAt = (index: number, trial: number | null): AnyChip => ({ place: places[index]!, trial });

describe('the chips of a plan', () => {
  const chips = places.flatMap((_, index) => [0, 1, 2, 3].map((trial) => chipAt(index, trial)));

  it('are of as many networks as there are weights', () => {
    expect(points).toHaveLength(2 * 2 * 2);
    expect(repeatsOf(inputs, points[0]!)).toBe(2);
  });

  it('are named for people', () => {
    expect(nameOf(plan, [chips[9]!])).toBe('chip 1 of point 1 of study');
    expect(nameOf(plan, chips.slice(9, 12))).toBe('chip 1 of point 1 of study and 2 that share its layers');
    expect(nameOf(plan, [chipAt(0, null)])).toBe('ideal chip of point 0 of study');
  });

  it('tell a worker where they stand and what was prepared for them', () => {
    expect(chipOfTask(prepared, chips[9]!)).toEqual({
      ...places[2]!,
      trial: 1,
      calibration: preparation.calibration,
      ranges: null,
      predictions: preparation.software.predictions,
    });
  });

  it('are the same in any order', () => {
    const mixed = reordered(chips, 5);
    expect(mixed).not.toEqual(chips);
    expect(new Set(mixed)).toEqual(new Set(chips));
    expect(mixed).toHaveLength(chips.length);
    expect(reordered(chips, undefined)).toEqual(chips);
    expect(reordered(chips, 5)).toEqual(mixed);
    expect(reordered(chips, 6)).not.toEqual(mixed);
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
