import { type NamedArrays, type Plan, rangeNames } from '@kirchhoff/plan';
import { convertsAsLearned, learnedFor, withLearnedInputs } from '../../src/worker/learned.js';
import { planOf } from '../study.js';

const learning = 'learn_ranges = yes, inject { chip = pilot, effects = [tiles, inputs, adc] } }';

/** A plan whose training learns ranges on the chip that is deployed; `chip` writes another chip for deployment. */
function deployed(chip: string, train = learning): Plan {
  return planOf((text) =>
    text
      .replace('epochs = 1 }', `epochs = 1, ${train}`)
      .replace('experiment study {', `chip other from pilot { ${chip} }\nexperiment study {`)
      .replace('  chip   = pilot', '  chip   = other'),
  );
}

/** Arrays of learned ranges for every layer; `adc` where those of converters were learned too. */
function learnedArrays(plan: Plan, adc = true): NamedArrays {
  const { layers } = plan.mappings[Object.values(plan.trainings)[0]!.inject!.mapping!]!;
  const one = (value: number) => ({ shape: [1], data: Float32Array.of(value) });
  return Object.fromEntries(
    layers.flatMap(({ node }, i) => {
      const names = rangeNames(node);
      return [
        [names.input, one(1.5 + i)],
        [names.signed, one(i % 2)],
        ...(adc ? [[names.adc, { shape: [1, 1, 1], data: Float32Array.of(3 + i) }] as const] : []),
      ];
    }),
  ) as NamedArrays;
}

const layersIn = (plan: Plan): string[] =>
  plan.mappings[plan.experiments[0]!.points[0]!.mapping]!.layers.map(({ node }) => node);
const foundIn = (plan: Plan, point = 0, adc = true) =>
  learnedFor(plan, plan.experiments[0]!.points[point]!, learnedArrays(plan, adc));

describe('learned ranges', () => {
  it('stand in for calibrated ones on the chip that they were learned on', () => {
    const plan = deployed('');
    const learned = foundIn(plan)!;
    const [first, second] = layersIn(plan) as [string, string];
    expect(Object.keys(learned.converters)).toEqual(layersIn(plan));
    expect(learned.converters[second]!.weights[0]![0]).toEqual(Float64Array.of(4));
    expect(convertsAsLearned(plan, plan.experiments[0]!.points[0]!, learned)).toBe(true);
    const observed = { [first]: { negative: true, quantile: 9 }, elsewhere: { negative: true, quantile: 7 } };
    const inputs = withLearnedInputs(observed, learned);
    expect(inputs[first]).toEqual({ negative: false, quantile: 1.5 });
    expect(inputs.elsewhere).toEqual(observed.elsewhere);
    expect(withLearnedInputs(observed, null)).toBe(observed);
  });

  it('stay where only what the cells do differs', () => {
    const plan = deployed('device { programming_variation = normal(sigma = 30 % of target) }');
    expect(plan.experiments[0]!.points[1]!.chip).not.toBe(plan.experiments[0]!.points[0]!.chip);
    for (const point of [0, 1]) expect(Object.keys(foundIn(plan, point)!.converters)).toEqual(layersIn(plan));
  });

  it.each([
    ['adc { bits = 5 }'],
    ['adc { range = calibrated(keep = 90 %) }'],
    ['adc { range = fixed(-2, 2) }'],
    ['adc { range = worst_case }'],
    ['adc = ideal'],
    ['array { active_rows = 4 }'],
    ['weights { scheme = digital_offset }'],
    ['weights { bits = 4 }'],
    ['inputs { encoding = bit_serial }'],
    ['device { levels = 4 }'],
    ['device { on_off_ratio = 3 }'],
  ])('of converters are calibrated again, those of inputs stay: %s', (chip) => {
    const learned = foundIn(deployed(chip))!;
    expect(learned.converters).toEqual({});
    expect(Object.keys(learned.inputs)).toEqual(layersIn(deployed('')));
  });

  it.each([
    ['inputs { bits = 5 }'],
    ['inputs { bits = none }'],
    ['inputs { range = fixed(0, 2) }'],
    ['inputs { range = calibrated(keep = 99 %) }'],
  ])('are all calibrated again: %s', (chip) => expect(foundIn(deployed(chip))).toBeNull());

  it('are those of inputs alone where the training met no converters', () => {
    const inputsAlone = learning.replace('tiles, inputs, adc', 'inputs');
    const learned = foundIn(deployed('', inputsAlone), 0, false)!;
    expect(learned.converters).toEqual({});
    expect(Object.keys(learned.inputs)).not.toEqual([]);
  });

  it('are none where they were not learned, and where weights come from a file', () => {
    expect(foundIn(deployed('', learning.replace('learn_ranges = yes, ', '')))).toBeNull();
    const plan = deployed('');
    const [point] = plan.experiments[0]!.points;
    const file = { name: 'w.npz', hash: null };
    const weights = learnedArrays(plan);
    expect(learnedFor(plan, { ...point!, weights: { kind: 'file', file } }, weights)).toBeNull();
  });

  it('apply layer by layer: one that sits on its arrays otherwise is calibrated', () => {
    const plan = deployed('');
    const { mapping } = plan.experiments[0]!.points[0]!;
    const [first, ...rest] = plan.mappings[mapping]!.layers;
    const moved = { ...first!, rowGroups: [...first!.rowGroups, first!.rowGroups[0]!] };
    const other: Plan = {
      ...plan,
      mappings: { ...plan.mappings, other: { ...plan.mappings[mapping]!, layers: [moved, ...rest] } },
    };
    const point = { ...plan.experiments[0]!.points[0]!, mapping: 'other' };
    const learned = learnedFor(other, point, learnedArrays(plan))!;
    expect(Object.keys(learned.converters)).toEqual(rest.map(({ node }) => node));
    expect(convertsAsLearned(other, point, learned)).toBe(false);
  });
});
