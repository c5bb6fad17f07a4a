import type { PlanChip } from '@kirchhoff/plan';
import { contradictionsOf } from '../src/contradictions.js';
import { chipOf, planOf, problemsOf, studyOf, textOf } from './study.js';

const block = studyOf(textOf({})).chips[0]!;
const { origin } = block;
const sound = chipOf(planOf(textOf({})));

type Change = { readonly [K in keyof PlanChip]?: Partial<NonNullable<PlanChip[K]>> };

const changed = (change: Change): PlanChip =>
  Object.fromEntries(
    Object.entries(sound).map(([block, value]) => [block, { ...value, ...change[block as keyof PlanChip] }]),
  ) as PlanChip;

const oneOverF = { kind: 'one_over_f', scale: 1e-4, q: 0.01, power: 0.5, limit: 0.2, tRead: 1e-6 } as const;

const cases: readonly (readonly [Change, string, RegExp])[] = [
  [{ array: { activeRows: 129 } }, 'active_rows = 129', /128 word lines/],
  [{ adc: { bits: 1 } }, 'a converter of 1 bit', /both signs/],
  [{ adc: { bits: 13, dnl: 0.5 } }, 'a converter of 13 bits with inl or dnl', /at most 12 bits/],
  [{ device: { readNoise: oneOverF } }, 'read_noise = one_over_f', /time since programming/],
  [{ weights: { scheme: 'digital_offset', subtract: 'analog' } }, 'subtract = analog', /nothing to subtract/],
  [{ weights: { cellBits: 2 } }, 'cell_bits = 2', /no bits to cut/],
  [{ weights: { bits: 4, cellBits: 5 } }, 'cell_bits = 5', /a weight has 4 bits/],
  [
    { adc: { range: { kind: 'fixed', low: 1, high: 1, unit: 'normalised' } } },
    'the range of the converter',
    /end above its start/,
  ],
  [{ inputs: { encoding: 'bit_serial', bits: null } }, 'encoding = bit_serial', /inputs have no bits/],
  [{ inputs: { encoding: 'bit_serial', bits: 2, sliceBits: 3 } }, 'slice_bits = 3', /an input has 2 bits/],
  [{ inputs: { range: { kind: 'fixed', low: -1, high: 2 } } }, 'the range of the inputs', /minus its end/],
  [{ device: { stuckOn: 0.6, stuckOff: 0.5 } }, 'stuck_on and stuck_off', /more than all cells/],
  [
    {
      device: {
        onOffRatio: null,
        programming: { kind: 'lognormal', sigma: null, sigmaOn: 0.1, sigmaOff: 0.2, centre: 'median' },
      },
    },
    'a log-normal law with sigma_off',
    /no off resistance/,
  ],
];

describe('settings that cannot stand together', () => {
  it.each(cases)('%j is a fault: %s', (change, setting, reason) => {
    const found = contradictionsOf(changed(change), block);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ code: 'K506', origin, setting });
    expect(found[0]).toHaveProperty('reason', expect.stringMatching(reason));
  });

  it.each<Change>([
    {},
    { array: { activeRows: 128 } },
    { adc: { bits: 2 } },
    { adc: { bits: 12, inl: 1 } },
    { adc: { bits: 14, noise: 1 } },
    { adc: { bits: 1 }, weights: { scheme: 'digital_offset', subtract: 'digital' } },
    { adc: { bits: 1 }, weights: { subtract: 'digital' } },
    { weights: { bits: 4, cellBits: 4 } },
    { weights: { bits: 4, cellBits: 3 } },
    { adc: { range: { kind: 'fixed', low: -1, high: 1, unit: 'ampere' } } },
    { inputs: { encoding: 'bit_serial', bits: 2, sliceBits: 2 } },
    { inputs: { range: { kind: 'fixed', low: -2, high: 2 } } },
    { inputs: { range: { kind: 'fixed', low: 0, high: 2 } } },
    { device: { stuckOn: 0.5, stuckOff: 0.5 } },
    { device: { onOffRatio: null } },
  ])('%j is none', (change) => {
    expect(contradictionsOf(changed(change), block)).toEqual([]);
  });

  it('are found where two axes meet, once', () => {
    const experiment =
      'sweep {\nchip.inputs.bits as bits = [2, 8]\nchip.inputs.slice_bits as slice = [1, 4]\nchip.adc.bits as out = [5, 6]\n}';
    const chip = 'inputs { encoding = bit_serial }';
    expect(problemsOf(textOf({ chip }))).toEqual([]);
    expect(problemsOf(textOf({ chip: 'inputs { encoding = bit_serial, bits = 8 }' }))).toEqual([]);
    expect(
      problemsOf(textOf({ chip, experiment })).map((found) => 'setting' in found && found.setting),
    ).toEqual(['slice_bits = 4']);
  });
});

describe('learned ranges', () => {
  const reasonOf = (train: string, chip = ''): string[] =>
    problemsOf(textOf({ chip, train })).flatMap((found) =>
      'setting' in found && found.setting === 'learn_ranges = yes' ? [found.reason] : [],
    );
  const learning = (effects: string): string =>
    `learn_ranges = yes, inject { chip = pilot, effects = [${effects}] }`;
  const fixedInputs = 'inputs { range = fixed(0, 1) }';
  const fixedAdc = 'adc { range = fixed(-4, 4) }';

  it.each([
    ['learn_ranges = yes', '', /nothing that it injects/],
    [
      'learn_ranges = yes, inject { law = additive(sigma = 5 % of max_weight) }',
      '',
      /nothing that it injects/,
    ],
    [learning('programming_variation, tiles'), '', /nothing that it injects/],
    [learning('tiles, inputs, adc'), `${fixedInputs}, ${fixedAdc}`, /written/],
    [learning('tiles, inputs, adc'), `${fixedInputs}, adc { range = worst_case }`, /written/],
    [learning('inputs'), 'inputs { bits = none }', /written, or it has none/],
    [learning('inputs, adc'), '', /tiles/],
    [learning('tiles, adc'), '', /input range/],
  ])('%s on a chip with "%s" are refused', (train, chip, reason) => {
    expect(reasonOf(train, chip)).toEqual([expect.stringMatching(reason)]);
  });

  it.each([
    [learning('inputs'), ''],
    [learning('tiles, inputs, adc'), ''],
    [learning('tiles, inputs, adc'), fixedInputs],
    [learning('tiles, inputs, adc'), fixedAdc],
    [learning('inputs'), 'adc = ideal'],
    [learning('tiles, adc'), 'inputs { bits = none }'],
    ['learn_ranges = no', ''],
  ])('%s on a chip with "%s" are fine', (train, chip) => {
    expect(reasonOf(train, chip)).toEqual([]);
  });

  it('are none where the injection would begin after the last epoch: the training is the one without', () => {
    const late = planOf(textOf({ train: learning('inputs').replace('}', ', from_epoch = 5 }') }));
    expect(late.trainings).toEqual(planOf(textOf({})).trainings);
  });
});
