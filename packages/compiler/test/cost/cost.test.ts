import { cost } from '../../src/cost/cost.js';
import { estimateSeconds } from '../../src/cost/time.js';
import { type Parts, planOf, textOf } from '../study.js';

const costOf = (parts: Parts) => cost(planOf(textOf(parts)));
/** Weights of the two dense layers, and images. */
const [first, second, images] = [784 * 100, 100 * 10, 200];
/** Conversions of one image on 128 word lines: 7 row tiles, then 1. */
const conversions = 100 * 7 + 10;

describe('what a study costs', () => {
  it('is counted per chip, image and weight', () => {
    const { experiments, ...whole } = costOf({
      train: 'repeats = 3',
      experiment: 'sweep { chip.adc.bits as bits = [4, 6] }',
    });
    const chips = 2 * 5 * 3;
    expect(experiments).toHaveLength(1);
    expect(experiments[0]).toMatchObject({
      points: 2,
      trials: 5,
      repeats: 3,
      chips,
      images,
      cells: chips * 2 * (first + second),
      multiplyAccumulates: chips * images * (first + second),
      conversions: chips * images * conversions,
      arrays: 14 + 1,
    });
    expect(whole).toMatchObject({
      points: 2,
      chips,
      trainings: 3,
      trainingMultiplyAccumulates: 3 * (first + second) * 1000 * 4 * 3,
    });
  });

  it('is told layer by layer', () => {
    const [{ layers }] = costOf({}).experiments as [ReturnType<typeof cost>['experiments'][number]];
    expect(layers).toMatchObject([
      { node: 'one', tiles: [7, 2], arrays: 14, positions: 1, multiplyAccumulates: first, conversions: 700 },
      { node: 'two', tiles: [1, 1], arrays: 1, positions: 1, multiplyAccumulates: second, conversions: 10 },
    ]);
  });

  it.each([
    [
      'pairs subtracted after conversion',
      'weights { subtract = digital }',
      2 * (first + second),
      2 * conversions,
    ],
    ['an ideal converter', 'adc = ideal', first + second, 0],
    [
      'inputs in 4 slices',
      'inputs { encoding = bit_serial, bits = 8, slice_bits = 2 }',
      4 * (first + second),
      4 * conversions,
    ],
    ['weights in 2 slices', 'weights { bits = 8, cell_bits = 4 }', 2 * (first + second), 2 * conversions],
    ['groups of 50 rows', 'array { active_rows = 50 }', first + second, 100 * 7 * 3 + 10 * 2],
    [
      'reference columns that are converted by themselves, 3 on each array',
      'weights { scheme = reference_column, columns = 3, subtract = digital }',
      784 * (100 + 3) + 100 * (10 + 3),
      7 * (100 + 3) + (10 + 3),
    ],
  ])('counts %s', (_, chip, products, converted) => {
    const [experiment] = costOf({ chip }).experiments;
    expect(experiment!.multiplyAccumulates).toBe(5 * images * products);
    expect(experiment!.conversions).toBe(5 * images * converted);
  });

  it('counts a layer kept digital as operations without cells', () => {
    const [experiment] = costOf({ experiment: 'keep_digital = [one]' }).experiments;
    expect(experiment).toMatchObject({
      multiplyAccumulates: 5 * images * (first + second),
      cells: 5 * 2 * second,
      conversions: 5 * images * 10,
      arrays: 1,
    });
  });

  it('counts the positions of a convolution', () => {
    const layers = 'conv(4, 5 x 5, stride = 2)\nflatten\ndense(10)';
    const [{ layers: costs }] = costOf({ layers }).experiments as [
      ReturnType<typeof cost>['experiments'][number],
    ];
    expect(costs[0]).toMatchObject({
      positions: 144,
      multiplyAccumulates: 144 * 25 * 4,
      conversions: 144 * 4,
    });
  });

  it('names the costliest axis, and what one value of each would save', () => {
    const experiment =
      'sweep {\nchip.adc.bits as bits = [4, 6]\nchip.device.on_off_ratio as ratio = [3, 4, 5, 6]\n}';
    const [found] = costOf({ experiment }).experiments;
    const training = 3 * (first + second) * 1000 * 4;
    const evaluation = 8 * 5 * images * (first + second);
    expect(found!.axes.map(({ name, values }) => [name, values])).toEqual([
      ['bits', 2],
      ['ratio', 4],
    ]);
    expect(found!.axes[0]!.saves).toBeCloseTo(evaluation / 2 / (evaluation + training), 12);
    expect(found!.axes[1]!.saves).toBeCloseTo((0.75 * evaluation) / (evaluation + training), 12);
    expect(found!.costliestAxis).toBe('ratio');
    expect(costOf({}).experiments[0]!.costliestAxis).toBeUndefined();
  });

  it('counts the arrays whose wires are solved, once per chip', () => {
    const experiment = 'sweep { chip.array.wire_resistance as wire = [0 ohm, 1 ohm, 2 ohm] }';
    const study = costOf({ experiment });
    // Ports are the shorter side: 50 pairs on 100 bit lines, 112 word lines; then 10 pairs on 20 and 100.
    const step = (ports: number, joined: number): number => ports ** 3 / 2 + joined * ports ** 2;
    const large = 1.5 * 112 * 100 ** 2 + 111 * step(100, 56);
    const small = 1.5 * 100 * 20 ** 2 + 99 * step(20, 50);
    expect(study.wiredArrays).toBe(14 + 1);
    expect(study.wires).toMatchObject({ arrays: 2 * 5 * 15, largest: large });
    expect(study.wires.operations).toBeCloseTo(2 * 5 * (14 * large + small), 0);
    expect(costOf({}).wires).toEqual({ arrays: 0, operations: 0, largest: 0 });
  });

  it('becomes seconds at the speeds of a machine', () => {
    const study = costOf({});
    const rates = {
      multiplyAccumulates: 1e9,
      cells: 1e6,
      wireOperations: 1e7,
      trainingMultiplyAccumulates: 1e8,
    };
    const { training, evaluation } = estimateSeconds(study, rates);
    expect(training).toBeCloseTo((3 * 79400 * 4000) / 1e8, 12);
    expect(evaluation).toBeCloseTo((5 * 200 * 79400) / 1e9 + (5 * 2 * 79400) / 1e6, 12);
    const wired = costOf({ chip: 'array { sense_resistance = 5 ohm }' });
    expect(estimateSeconds(wired, rates).evaluation - evaluation).toBeCloseTo(
      wired.wires.operations / 1e7,
      9,
    );
  });

  it('is that of a training alone where a text has no experiment', () => {
    const text = textOf({}).replace(/experiment study \{[\s\S]*/, '');
    expect(cost(planOf(text))).toMatchObject({ points: 0, chips: 0, multiplyAccumulates: 0, trainings: 1 });
  });
});
