import { chipOf, graphOf, hostOf, planOf, problemsOf, studyOf, textOf } from './study.js';
import { refusals } from '../src/refusals/refusals.js';
import { startProcessor } from '../../../test/processor/seconds.js';

const swept = (lines: string, before?: string) => planOf(textOf({ experiment: lines, before }));
const coordinatesOf = (plan: ReturnType<typeof planOf>) =>
  plan.experiments[0]!.points.map(({ coordinates }) => coordinates.join(''));
const numbersOf = (plan: ReturnType<typeof planOf>, axis = 0) =>
  plan.experiments[0]!.axes[axis]!.values.map(({ number }) => number);
const chipsOf = (plan: ReturnType<typeof planOf>) =>
  plan.experiments[0]!.points.map(({ chip }) => plan.chips[chip]!);

describe('a sweep', () => {
  it('is one point without axes', () => {
    const plan = swept('');
    expect(plan.experiments[0]).toMatchObject({ axes: [], points: [{ coordinates: [] }] });
  });

  it('runs through all combinations, the first axis slowest', () => {
    const plan = swept(
      'sweep {\nchip.adc.bits as bits = [4, 6]\nchip.array.size as size = [32 x 16, 64 x 64, 8 x 8]\n}',
    );
    expect(coordinatesOf(plan)).toEqual(['00', '01', '02', '10', '11', '12']);
    expect(chipsOf(plan).map(({ adc, array }) => [adc!.bits, array.rows, array.columns])).toEqual([
      [4, 32, 16],
      [4, 64, 64],
      [4, 8, 8],
      [6, 32, 16],
      [6, 64, 64],
      [6, 8, 8],
    ]);
  });

  it('sets blocks before fields within them, in whatever order the axes are written', () => {
    const plan = planOf(
      textOf({
        before:
          'adc fine { bits = 9, range = worst_case }\nadc plain { bits = 9, range = calibrated(keep = 99 %) }',
        experiment: 'sweep {\nchip.adc.bits as bits = [4, 6]\nchip.adc as adc = [fine, plain]\n}',
      }),
    );
    expect(coordinatesOf(plan)).toEqual(['00', '01', '10', '11']);
    expect(chipsOf(plan).map(({ adc }) => [adc!.bits, adc!.range.kind])).toEqual([
      [4, 'worst_case'],
      [4, 'calibrated'],
      [6, 'worst_case'],
      [6, 'calibrated'],
    ]);
  });

  it('walks together in step, and crosses other sweeps', () => {
    const plan = swept(
      'sweep together {\nchip.adc.bits as bits = [4, 6]\nchip.inputs.bits as drive = [2, 3]\n}\nsweep { chip.array.size as size = [32 x 32, 64 x 64] }',
    );
    expect(coordinatesOf(plan)).toEqual(['000', '001', '110', '111']);
    expect(plan.experiments[0]!.axes.map(({ name }) => name)).toEqual(['bits', 'drive', 'size']);
    expect(chipsOf(plan).map(({ adc, inputs }) => [adc!.bits, inputs.bits])).toEqual([
      [4, 2],
      [4, 2],
      [6, 3],
      [6, 3],
    ]);
  });

  it.each([
    ['chip.adc.bits', '4 to 7', [4, 5, 6, 7]],
    ['chip.adc.bits', '4 to 8 step 2', [4, 6, 8]],
    ['chip.device.on_off_ratio', '2 to 12 in 5 points', [2, 4.5, 7, 9.5, 12]],
    ['chip.device.on_off_ratio', '2 to 2000 in 4 log points', [2, 20, 200, 2000]],
    ['chip.device.programming_variation.sigma', '0 % to 30 % of target step 10 %', [0, 0.1, 0.2, 0.3]],
    ['chip.device.on_state', '[100 uS, 50 uS]', [1e-4, 5e-5]],
    ['chip.device.on_state', '[10 kohm, 5 kohm]', [1e4, 5e3]],
    ['chip.device.on_off_ratio', '[3, infinite]', [3, null]],
  ])('takes %s = %s', (path, range, expected) => {
    const plan = swept(`sweep { ${path} as x = ${range} }`);
    expect(numbersOf(plan)).toHaveLength(expected.length);
    numbersOf(plan).forEach((number, at) => {
      if (expected[at] === null) expect(number).toBeNull();
      else expect(number).toBeCloseTo(expected[at]!, 12);
    });
  });

  it('sets the numbers of an axis in the records of its points', () => {
    const plan = swept(
      'sweep { chip.device.programming_variation.sigma as s = [0 % of range, 2 uS, 5 % of target] }',
    );
    expect(chipsOf(plan).map(({ device }) => device.programming)).toEqual([
      { kind: 'normal', sigma: { of: 'range', fraction: 0 } },
      { kind: 'normal', sigma: { of: 'absolute', siemens: 2e-6 } },
      { kind: 'normal', sigma: { of: 'target', fraction: 0.05 } },
    ]);
  });

  it('goes over blocks, each whole', () => {
    const before =
      'device a { on_state = 100 uS, on_off_ratio = 5, levels = 4 }\ndevice b { on_state = 20 uS, on_off_ratio = 50 }';
    const plan = swept('sweep { chip.device as cells = [a, b, standard.rram_hfo2] }', before);
    expect(plan.experiments[0]!.axes[0]!.values).toEqual([
      { label: 'a', number: null },
      { label: 'b', number: null },
      { label: 'standard.rram_hfo2', number: null },
    ]);
    expect(chipsOf(plan).map(({ device }) => [device.onState, device.onOffRatio, device.levels])).toEqual([
      [1e-4, 5, 4],
      [2e-5, 50, null],
      [1e-4, 20, null],
    ]);
  });

  it('sets a field along its own path and nowhere else', () => {
    const before =
      'device d { on_state = 100 uS, on_off_ratio = 5 }\nchip other from standard.rram_chip { device = d }';
    const plan = planOf(
      `${textOf({ chip: 'device = d', experiment: 'sweep { chip.device.on_off_ratio as r = [7] }', before })}
experiment apart { train = given, chip = other }`,
    );
    const ratios = plan.experiments.map(({ points }) => plan.chips[points[0]!.chip]!.device.onOffRatio);
    expect(ratios).toEqual([7, 5]);
  });

  it('over a schedule trains once per value, over the hardware once', () => {
    const before = 'let slow = constant(1e-4)\nlet fast = constant(1e-2)';
    expect(
      Object.keys(swept('sweep { train.learning_rate as rate = [slow, fast] }', before).trainings),
    ).toHaveLength(2);
    const hardware = swept('sweep { chip.adc.bits as bits = 4 to 9 }');
    expect(Object.keys(hardware.trainings)).toHaveLength(1);
    expect(Object.keys(hardware.chips)).toHaveLength(6);
    expect(Object.keys(hardware.mappings)).toHaveLength(1);
  });

  it('walks through the analog layers where it says each_layer', () => {
    const plan = swept('sweep { vary as layer = [all_layers, each_layer] }\nkeep_digital = [last_layer]');
    expect(plan.experiments[0]!.points.map(({ vary, keepDigital }) => [vary, keepDigital])).toEqual([
      [null, ['two']],
      [['one'], ['two']],
    ]);
    expect(
      problemsOf(textOf({ experiment: 'sweep { vary as layer = [each_layer] }\nkeep_digital = [one, two]' })),
    ).toMatchObject([{ code: 'K506', setting: 'each_layer' }]);
  });

  it('puts one layer after another on the chip, the others in software', () => {
    const plan = swept('sweep { analog as layer = [all_layers, each_layer] }');
    const [experiment] = plan.experiments;
    expect(experiment!.axes[0]!.values.map(({ label }) => label)).toEqual(['all_layers', 'one', 'two']);
    expect(experiment!.points.map(({ keepDigital }) => keepDigital)).toEqual([[], ['two'], ['one']]);
    const layers = experiment!.points.map(({ mapping }) =>
      plan.mappings[mapping]!.layers.map(({ node }) => node),
    );
    expect(layers).toEqual([['one', 'two'], ['one'], ['two']]);
    expect(problemsOf(textOf({ experiment: 'analog = two\nkeep_digital = [last_layer]' }))).toMatchObject([
      { code: 'K506', setting: 'analog = two', reason: 'keep_digital keeps two in software' },
    ]);
    expect(problemsOf(textOf({ experiment: 'analog = two\nvary = one' }))).toMatchObject([
      { code: 'K506', setting: 'vary = one', reason: 'one stays in software: no cell would vary' },
    ]);
  });

  it('reports layers without cells, and names that no layer of an imported network has', () => {
    expect(problemsOf(textOf({ experiment: 'vary = two\nkeep_digital = [last_layer]' }))).toMatchObject([
      { code: 'K506', setting: 'vary = two' },
    ]);
    const { nodes } = Object.values(swept('').networks)[0]!;
    const host = hostOf({ 'net.onnx': { kind: 'network', graph: graphOf(nodes), hash: '1' } });
    const text = textOf({ experiment: 'keep_digital = [three]' })
      .replace('chip  = pilot', 'network = far\ndata = few\nchip = pilot')
      .replace(/train = given/, '');
    expect(problemsOf(`network far { source = onnx("net.onnx") }\n${text}`, host)).toMatchObject([
      { code: 'K506', setting: 'the layer three', reason: "the network's analog layers are one, two" },
    ]);
  });

  it('of more than a hundred thousand points is refused, quickly', () => {
    const lines =
      'sweep {\nchip.device.on_off_ratio as a = 2 to 100 in 500 points\nchip.device.programming_variation.sigma as b = 0 % to 50 % of target in 201 points\n}';
    const spent = startProcessor();
    expect(problemsOf(textOf({ experiment: lines }))).toMatchObject([
      { code: 'K505', what: 'experiment study', limit: '100000 points', found: '100500 points' },
    ]);
    expect(refusals(studyOf(textOf({ experiment: lines })))).toEqual([]);
    expect(spent()).toBeLessThan(5);
  });

  it('fills what is not written with the defaults of the language', () => {
    expect(chipOf(swept(''))).toMatchObject({
      array: { activeRows: null, partition: 'even', wireResistance: 0 },
      weights: {
        subtract: 'analog',
        cells: 1,
        columns: 1,
        bits: null,
        scale: 'per_layer',
        keep: 1,
        bias: 'digital',
      },
      device: { clip: 'nonnegative', stuckOn: 0, stuckOff: 0, readNoise: null, drift: null },
    });
  });
});
