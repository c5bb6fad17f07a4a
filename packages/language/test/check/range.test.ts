import fc from 'fast-check';
import { codesOf, experiment, read } from './host.js';

const axisOf = (line: string, before?: string) =>
  read(experiment(`sweep { ${line} }`, before)).study.experiments[0]?.sweeps[0].axes[0];
const numbers = (line: string, before?: string) => axisOf(line, before)?.values.map(({ number }) => number);

const lognormal =
  'device cell from standard.rram_hfo2 { programming_variation = lognormal(sigma = 0.1) }\nchip pilot from standard.rram_chip { device = cell }';

describe('ranges', () => {
  it('are the doubles of their decimals', () => {
    const expected = [0, 0.025, 0.05, 0.075, 0.1, 0.125, 0.15, 0.175, 0.2, 0.225, 0.25, 0.275, 0.3];
    expect(numbers('chip.device.programming_variation.sigma = 0 to 0.30 step 0.025', lognormal)).toEqual(
      expected,
    );
    expect(numbers('chip.device.programming_variation.sigma = 0 to 0.3 in 13 points', lognormal)).toEqual(
      expected,
    );
  });

  it('count whole numbers without a step, upwards and downwards', () => {
    expect(numbers('chip.adc.bits = 4 to 8')).toEqual([4, 5, 6, 7, 8]);
    expect(numbers('chip.adc.bits = 8 to 5')).toEqual([8, 7, 6, 5]);
    expect(numbers('chip.device.on_off_ratio = 2 to 5')).toEqual([2, 3, 4, 5]);
  });

  it('end where they say, for any step that fits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 999 }), (count, thousandths) => {
        const step = thousandths / 1000;
        const end = (count * thousandths) / 1000;
        const values = numbers(`chip.device.programming_variation.sigma = 0 uS to ${end} uS step ${step} uS`);
        expect(values).toHaveLength(count + 1);
        expect(values?.at(-1)).toBe(Number(`${end}e-6`));
      }),
      { numRuns: 60 },
    );
  });

  it('lend unit and basis to both ends', () => {
    const axis = axisOf('chip.device.programming_variation.sigma as s = 0 % to 30 % of range step 15 %');
    expect(axis?.values.map(({ label }) => label)).toEqual([
      '0 % of range',
      '15 % of range',
      '30 % of range',
    ]);
    expect(axis?.unit).toEqual({ label: '% of range', scale: 100, si: '' });
    expect(numbers('chip.array.wire_resistance = 0 to 2 ohm step 1 ohm')).toEqual([0, 1, 2]);
  });

  it('round log points of whole numbers', () => {
    expect(numbers('chip.array.active_rows = 1 to 128 in 4 log points')).toEqual([1, 5, 25, 128]);
  });

  it('may be named with let and mixed in lists', () => {
    const before = 'let all = 4 to 6\nchip pilot from standard.rram_chip';
    expect(numbers('chip.adc.bits = all', before)).toEqual([4, 5, 6]);
    expect(numbers('chip.adc.bits = [3, 5 to 7]')).toEqual([3, 5, 6, 7]);
  });

  it.each([
    ['chip.adc.bits = 4 to 9 step 2', 'K320'],
    ['chip.device.on_off_ratio = 2 to 3.5', 'K321'],
    ['chip.adc.bits = 4 to 8 step 0', 'K322'],
    ['chip.adc.bits = []', 'K322'],
    ['chip.device.on_off_ratio = 1 to 10 in 4 points', 'K306'],
    ['chip.adc.bits = 4 to 8 step 1 LSB', 'K301'],
  ])('%s is answered with %s', (line, code) => {
    expect(codesOf(experiment(`sweep { ${line} }`))).toEqual([code]);
  });
});

describe('axes', () => {
  it('hold states as conductances and keep the unit written', () => {
    const axis = axisOf('chip.device.on_state as on = [10 kohm, 20 kohm]');
    expect(axis?.values[0]).toMatchObject({
      value: { dimension: 'conductance', value: 1e-4 },
      number: 10_000,
      label: '10 kohm',
    });
    expect(axis?.unit).toEqual({ label: 'kohm', scale: 1e-3, si: 'ohm' });
  });

  it('turn an off state into the ratio it makes', () => {
    const axis = axisOf('chip.device.off_state as off = [1 uS, 5 uS, 0 S]');
    expect(axis?.path).toEqual(['chip', 'device', 'onOffRatio']);
    expect(axis?.values.map(({ value }) => (value as { value: number }).value)).toEqual([100, 20, Infinity]);
  });

  it('may hold words, sizes, calls and lists', () => {
    expect(axisOf('chip.array.size = [64 x 64, 128x128]')?.values.map(({ value }) => value)).toEqual([
      [64, 64],
      [128, 128],
    ]);
    expect(
      axisOf('chip.weights.scheme = [differential_pair(centred), digital_offset]')?.values,
    ).toMatchObject([
      { value: { kind: 'differential_pair', centred: true }, label: 'differential_pair(centred)' },
      { value: { kind: 'digital_offset' } },
    ]);
    expect(axisOf('chip.adc = [ideal]')?.values[0].value).toBe('ideal');
    expect(axisOf('vary as layer = each_layer')?.values).toEqual([
      { value: 'each_layer', label: 'each_layer' },
    ]);
    expect(axisOf('train.seed = 1 to 3')?.values).toHaveLength(3);
  });

  it('compare numbers of one kind only', () => {
    const axis = axisOf('chip.device.programming_variation.sigma as s = [5 % of target, 2 uS]');
    expect(axis?.values.map(({ number }) => number)).toEqual([undefined, undefined]);
    expect(axis?.unit.label).toBe('');
  });
});
