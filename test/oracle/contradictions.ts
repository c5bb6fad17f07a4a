import { conductanceEnds, type Device, measuredTable, type ProgrammingLaw } from '@kirchhoff/kernels';
import fc from 'fast-check';
import { type Configuration, converterOf } from '../conformance/analog/configuration.js';

/** A change after which a sound configuration has no meaning, and the setting that is to blame. */
export interface Contradiction {
  readonly setting: string;
  /** True where kernels refuse it themselves, false where only the chip as a whole is refused. */
  readonly computed: boolean;
  readonly apply: (sound: Configuration) => Configuration;
}

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const negative = between(-5, -1e-9);

const onDevice =
  (change: (device: Device) => Partial<Device>): Contradiction['apply'] =>
  (sound) => ({
    ...sound,
    chip: { ...sound.chip, device: { ...sound.chip.device, ...change(sound.chip.device) } },
  });

/** On/off ratios of 1 and below, no number included. */
const ratio = fc.oneof(fc.constant(1), fc.constant(NaN), between(-10, 1)).map((onOffRatio) => ({
  setting: 'device.onOffRatio',
  computed: true,
  apply: onDevice(() => ({ onOffRatio })),
}));

const below = fc.record({
  size: negative,
  of: fc.constantFrom('target' as const, 'range' as const, 'on_state' as const),
});
type Below = typeof below extends fc.Arbitrary<infer Value> ? Value : never;

/** Every law with a spread below 0. */
const laws: readonly [string, (value: Below) => ProgrammingLaw][] = [
  ['sigma', ({ of, size }) => ({ kind: 'normal', sigma: { of, fraction: size } })],
  ['sigma', ({ size }) => ({ kind: 'normal', sigma: { of: 'absolute', siemens: size * 1e-6 } })],
  ['halfWidth', ({ of, size }) => ({ kind: 'uniform', halfWidth: { of, fraction: size } })],
  [
    'sigma',
    ({ size }) => ({ kind: 'lognormal', sigma: size, sigmaOn: null, sigmaOff: null, centre: 'median' }),
  ],
  [
    'sigmaOff',
    ({ size }) => ({ kind: 'lognormal', sigma: null, sigmaOn: 0.1, sigmaOff: size, centre: 'mean' }),
  ],
  ['limit', ({ size }) => ({ kind: 'saturating', limit: size * 1e-8, at: 1e-7 })],
];

const sigma = fc.tuple(below, fc.constantFrom(...laws)).map(([value, [name, law]]) => ({
  setting: `device.programming.${name}`,
  computed: true,
  apply: onDevice(() => ({ programming: law(value) })),
}));

const otherSpreads = below.chain(({ of, size }) => {
  const spread = { of, fraction: size };
  const relaxation = { time: 100, meanPerLn: 0, sigmaPerLn: 0, sigma: size };
  return fc.constantFrom<Contradiction>(
    {
      setting: 'device.readNoise.sigma',
      computed: false,
      apply: onDevice(() => ({ readNoise: { kind: 'normal', sigma: spread } })),
    },
    {
      setting: 'device.writeVerify.tolerance',
      computed: true,
      apply: onDevice(() => ({ writeVerify: { tolerance: spread, attempts: 3 } })),
    },
    { setting: 'device.relaxation.sigma', computed: true, apply: onDevice(() => ({ relaxation })) },
  );
});

/** Measured targets that begin above G_off or end below G_on. */
const table = fc.record({
  low: fc.boolean(),
  gap: between(0.01, 0.8),
  steps: fc.integer({ min: 1, max: 5 }),
});
const shortTable = table.map(({ low, gap, steps }) => ({
  setting: 'device.programming.table',
  computed: true,
  apply: onDevice((device) => {
    const { on, off } = conductanceEnds(device);
    const [first, last] = low ? [off + gap * (on - off), on] : [off, on - gap * (on - off)];
    const target = Float64Array.from(
      { length: steps + 1 },
      (_, step) => first + ((last - first) * step) / steps,
    );
    const moments = { value: null, mean: null, sigma: new Float64Array(target.length).fill(1e-7) };
    return { programming: { kind: 'table', table: measuredTable({ target, ...moments }) } };
  }),
}));

/** Too few of what is counted, down to none, and parts of one. */
const few = fc.oneof(fc.integer({ min: -3, max: 0 }), between(0.01, 0.99));
const counted = few.chain((count) =>
  fc.constantFrom<Contradiction>(
    {
      setting: 'adc.bits',
      computed: true,
      apply: (sound) => ({
        ...sound,
        chip: {
          ...sound.chip,
          adc: converterOf(count, sound.chip.adc?.range ?? { kind: 'worst_case' }),
        },
      }),
    },
    {
      setting: 'inputs.bits',
      computed: true,
      apply: (sound) => ({
        ...sound,
        chip: { ...sound.chip, inputs: { ...sound.chip.inputs, bits: count } },
      }),
    },
    {
      setting: 'weights.bits',
      computed: true,
      apply: (sound) => ({
        ...sound,
        chip: { ...sound.chip, weights: { ...sound.chip.weights, bits: count, cellBits: null } },
      }),
    },
    { setting: 'device.levels', computed: true, apply: onDevice(() => ({ levels: count + 1 })) },
  ),
);

const noRows = fc.constant<Contradiction>({
  setting: 'layer.inputs',
  computed: true,
  apply: (sound) => ({
    ...sound,
    matrix: { ...sound.matrix, inputs: 0, weights: new Float32Array(0) },
  }),
});

const resistance = fc
  .tuple(negative, fc.constantFrom('wireResistance' as const, 'driverResistance', 'senseResistance'))
  .map(([ohm, name]) => ({
    setting: `array.${name}`,
    computed: false,
    apply: (sound: Configuration): Configuration => ({
      ...sound,
      chip: { ...sound.chip, array: { ...sound.chip.array, [name]: ohm } },
    }),
  }));

/** What law 14 refuses, at generated values. */
export const contradictions: Readonly<Record<string, fc.Arbitrary<Contradiction>>> = {
  'a ratio of 1 or less': ratio,
  'a sigma below 0': sigma,
  'another spread below 0': otherSpreads,
  'a table that does not cover the range': shortTable,
  'less than one bit or two levels': counted,
  'no rows': noRows,
  'a resistance below 0': resistance,
};
