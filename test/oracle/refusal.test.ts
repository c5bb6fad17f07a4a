import {
  type AnalogChip,
  chipRefusals,
  isRefusalError,
  mapWeights,
  measuredRefusals,
  measuredTable,
} from '@kirchhoff/kernels';
import {
  converterOf,
  eightBitInputs,
  exactDevice,
  plainWeights,
} from '../conformance/analog/configuration.js';

const chip: AnalogChip = {
  device: exactDevice,
  adc: converterOf(8, { kind: 'worst_case' }),
  array: { wireResistance: 0, driverResistance: 0, senseResistance: 0 },
  weights: plainWeights,
  inputs: eightBitInputs,
};

const device = (changes: Partial<AnalogChip['device']>): AnalogChip => ({
  ...chip,
  device: { ...exactDevice, ...changes },
});
/** sigmas measured from 10 uS to 90 uS */
const table = {
  kind: 'table',
  table: measuredTable({
    target: Float64Array.of(9e-5, 1e-5),
    value: null,
    mean: null,
    sigma: Float64Array.of(1e-6, 2e-6),
  }),
} as const;
const drift = {
  time: 100,
  nu: { kind: 'clamped_log', slope: -0.01, offset: 0.02, low: 0.01, high: 0.1 },
  nuSigma: null,
  t0: 20,
  scale: 1e-4,
  compensate: 'none',
} as const;
const ends = { kind: 'lognormal', sigma: null, sigmaOn: 0.1, sigmaOff: 0.2, centre: 'mean' } as const;
const absolute = { of: 'absolute', siemens: 1e-6 } as const;
const normal = (fraction: number) => ({ kind: 'normal', sigma: { of: 'target', fraction } }) as const;

describe('law 14: what has no meaning is refused by name', () => {
  it.each([
    ['device.onOffRatio', device({ onOffRatio: 1 })],
    ['device.onOffRatio', device({ onOffRatio: 0.5 })],
    ['device.programming.sigma', device({ programming: normal(-0.1) })],
    ['device.levels', device({ levels: 1 })],
    ['device.programming.table', device({ programming: table, onOffRatio: 10 })],
    ['device.programming.table', device({ programming: table, onState: 9e-5 })],
    ['device.programming.scale', device({ programming: { kind: 'polynomial', scale: 0, sigma: [1e-6] } })],
    ['device.programming.at', device({ programming: { kind: 'saturating', limit: 1e-9, at: 0 } })],
    ['device.onOffRatio', device({ programming: ends })],
    ['device.shared', device({ shared: { perChip: 0.7, perColumn: 0.7 } })],
    ['device.shared.perColumn', device({ shared: { perChip: 0, perColumn: -0.1 } })],
    ['device.writeVerify.attempts', device({ writeVerify: { tolerance: absolute, attempts: 0 } })],
    ['device.writeVerify.attempts', device({ writeVerify: { tolerance: absolute, attempts: 70_000 } })],
    ['device.drift.time', device({ drift: { ...drift, time: 0 } })],
    ['device.drift.nu.high', device({ drift: { ...drift, nu: { ...drift.nu, high: 0 } } })],
    ['device.drift.scale', device({ drift: { ...drift, scale: null } })],
    ['device.relaxation.time', device({ relaxation: { time: -1, meanPerLn: 0, sigmaPerLn: 0, sigma: 0 } })],
    ['device.stuckOff', device({ stuckOn: 0.7, stuckOff: 0.7 })],
    ['adc.bits', { ...chip, adc: converterOf(0, { kind: 'worst_case' }) }],
    [
      'adc.range.high',
      { ...chip, adc: converterOf(8, { kind: 'fixed', low: 1, high: 1, unit: 'normalised' }) },
    ],
    ['inputs.bits', { ...chip, inputs: { ...eightBitInputs, bits: 0 } }],
    ['weights.bits', { ...chip, weights: { ...plainWeights, bits: 1 } }],
    ['weights.cellBits', { ...chip, weights: { ...plainWeights, bits: 4, cellBits: 5 } }],
    ['inputs.bits', { ...chip, inputs: { ...eightBitInputs, bits: null, encoding: 'bit_serial' } }],
    ['inputs.sliceBits', { ...chip, inputs: { ...eightBitInputs, encoding: 'bit_serial', sliceBits: 9 } }],
    ['adc.noise', { ...chip, adc: { ...converterOf(8, { kind: 'worst_case' }), noise: -0.5 } }],
    ['adc.bits', { ...chip, adc: { ...converterOf(13, { kind: 'worst_case' }), inl: 0.5 } }],
    ['device.readNoise.sigma', device({ readNoise: normal(-0.1) })],
    [
      'device.drift',
      device({
        readNoise: { kind: 'one_over_f', scale: 1e-5, q: 0.01, power: 0.65, limit: 0.2, tRead: 1e-7 },
      }),
    ],
    ['weights.keep', { ...chip, weights: { ...plainWeights, keep: 0 } }],
    ['array.wireResistance', { ...chip, array: { ...chip.array, wireResistance: -1 } }],
    ['array.senseResistance', { ...chip, array: { ...chip.array, senseResistance: Infinity } }],
  ] as const)('%s', (setting, refused) => {
    const found = chipRefusals(refused);
    expect(found.map((refusal) => refusal.setting)).toContain(setting);
    expect(found.find((refusal) => refusal.setting === setting)?.kind).toBe('contradiction');
  });

  it('a layer without rows', () => {
    let error: unknown;
    try {
      mapWeights(
        { groups: 1, inputs: 0, outputs: 3, weights: new Float32Array(0) },
        plainWeights,
        exactDevice,
      );
    } catch (thrown) {
      error = thrown;
    }
    expect(isRefusalError(error) && error.refusal.setting).toBe('layer.inputs');
  });

  it('nothing about a table that reaches both ends, drift and write-verify', () => {
    const sound = { onState: 9e-5, onOffRatio: 9, programming: table, drift };
    expect(chipRefusals(device({ ...sound, writeVerify: { tolerance: absolute, attempts: 5 } }))).toEqual([]);
  });

  it('columns that are no table', () => {
    const target = Float64Array.of(1e-6, 2e-6);
    const columns = { target, value: null, mean: null, sigma: Float64Array.of(1e-7, 1e-7) };
    const wrong = (changes: Partial<typeof columns>): number =>
      measuredRefusals({ ...columns, ...changes }).length;
    expect(measuredRefusals(columns)).toEqual([]);
    expect(wrong({ sigma: Float64Array.of(1e-7, -1e-7) })).toBe(1);
    expect(wrong({ target: Float64Array.of(1e-6, NaN) })).toBe(1);
    expect(wrong({ target: Float64Array.of(1e-6, 1e-6) })).toBe(2);
    expect(measuredRefusals({ ...columns, sigma: null })).toHaveLength(1);
  });

  it('nothing about a chip that is sound', () => {
    expect(chipRefusals(chip)).toEqual([]);
    expect(chipRefusals({ ...chip, adc: null })).toEqual([]);
    expect(chipRefusals({ ...chip, array: { ...chip.array, wireResistance: 1 } })).toEqual([]);
  });
});
