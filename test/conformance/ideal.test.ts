import { effectiveWeights, idealLayer, type Kernels, loadKernels, oracleRead } from '@kirchhoff/kernels';
import fc from 'fast-check';
import { always, configurations } from './analog/arbitrary.js';
import { askedWeights, idealPlanes, idealReferences } from './analog/asked.js';
import { type Configuration, exactDevice, tiled } from './analog/configuration.js';
import { build, type BuiltLayer, codingOf, mappedLayer, outputsOf } from './analog/layer.js';
import { counts } from './analog/pick.js';
import { fractionsOf, oracleTwin } from './analog/twin.js';
import { technologies } from './technologies.js';

/** The same with ideal cells and converters; inputs stay quantised. */
function idealised(setting: Configuration): Configuration {
  const { onState, onOffRatio } = setting.chip.device;
  return {
    ...setting,
    chip: { ...setting.chip, adc: null, device: { ...exactDevice, onState, onOffRatio } },
  };
}

const even = (value: number): number => {
  const below = Math.floor(value);
  return value - below < 0.5 || (value - below === 0.5 && below % 2 === 0) ? below : below + 1;
};

type Mapped = Pick<BuiltLayer, 'mapped' | 'coding'>;

/** The weights that the word lines are asked to hold, clipped and rounded, in units of W; biases over x_max. */
function asked(setting: Configuration, { mapped, coding }: Mapped): Float64Array {
  const { bits } = setting.chip.weights;
  const top = bits === null ? 0 : 2 ** (bits - 1) - 1;
  const { inputs, outputs, scale } = mapped;
  return askedWeights(setting, mapped, coding.maximum).map((w, at) => {
    const group = Math.floor(at / (inputs * outputs));
    return (bits === null ? w : even(w * top) / top) * scale[group * outputs + (at % outputs)];
  });
}

/** Float64 cells exactly at their targets. */
function exactTwin(setting: Configuration, built: BuiltLayer, group: number) {
  const twin = oracleTwin(setting, built, group);
  const { inputs, outputs } = built.mapped;
  const w = askedWeights(setting, built.mapped, built.coding.maximum);
  const own = w.subarray(group * inputs * outputs, (group + 1) * inputs * outputs);
  const planes = idealPlanes(own, twin.weights).map((slices) => slices.map((plane) => [plane]));
  const size = setting.geometry.columnTiles.length * inputs * twin.columns;
  const references = idealReferences(twin.weights).map((g) => new Float64Array(size).fill(g));
  return { ...twin, cells: { planes, references } };
}

/** r' = 1 - 1 / r: conductances are rounded at the size of G_on, weights live on G_on - G_off. */
const ratioRoom = ({ chip }: Configuration): number =>
  chip.device.onOffRatio === null ? 1 : 1 - 1 / chip.device.onOffRatio;

function checkProduct(setting: Configuration, built: BuiltLayer, values: readonly Float32Array[]): void {
  const { groups, inputs: width, outputs } = setting.matrix;
  const { inputs, biasRow, significance } = built.mapped;
  const { maximum, serial } = built.coding;
  const weights = asked(setting, built);
  const perWeight = setting.chip.weights.scheme === 'differential_pair' ? 2 : 4;
  for (let group = 0; group < groups; group++) {
    const twin = exactTwin(setting, built, group);
    for (let m = 0; m < setting.count; m++) {
      const x = fractionsOf(built, built.driven[group].subarray(m * width, (m + 1) * width));
      for (let n = 0; n < outputs; n++) {
        let sum = 0;
        let spread = 0;
        for (let k = 0; k < inputs; k++) {
          sum += x[k] * maximum * weights[(group * inputs + k) * outputs + n];
          spread += Math.abs(x[k]) * maximum * twin.scale[n];
        }
        const exact = oracleRead(twin, x, n);
        expect(Math.abs(exact.value - sum)).toBeLessThanOrEqual(1e-12 * Math.max(spread, exact.magnitude));
        const bias = biasRow || setting.bias === null ? 0 : setting.bias[group * outputs + n];
        const off = Math.abs(values[group][m * outputs + n] - sum - bias);
        const terms = inputs * significance.length * (serial?.slices ?? 1);
        const readings = exact.magnitude + (spread * perWeight) / ratioRoom(setting);
        const bound = 2 ** -24 * (2 * terms + 8) * readings + 2 ** -23 * Math.abs(bias);
        if (off > bound) throw new Error(`${setting.chip.weights.scheme}: ${off} above ${bound}`);
      }
    }
  }
}

describe.each(technologies)('%s kernels', (name) => {
  let kernels: Kernels;
  beforeAll(async () => {
    kernels = await loadKernels(name);
  });

  it('law 1: ideal cells give the product, whatever the scheme, ratio, tiling and slicing', () => {
    fc.assert(
      fc.property(configurations('law 1'), (drawn) => {
        const setting = idealised(drawn);
        const built = build(kernels, setting);
        checkProduct(setting, built, outputsOf(kernels, setting, built).values);
      }),
      always(counts(100, 1500)),
    );
  });

  it('law 2: without converters outputs do not depend on row tiles, active rows or, without references, columns', () => {
    fc.assert(
      fc.property(configurations('law 2'), (drawn) => {
        const setting = { ...drawn, chip: { ...drawn.chip, adc: null } };
        const { outputs } = setting.matrix;
        const { inputs } = mappedLayer(setting, codingOf(setting));
        const whole = tiled(inputs, outputs, { rows: inputs, columns: outputs, activeRows: inputs });
        const referenced = setting.chip.weights.scheme === 'reference_column';
        const columnTiles = referenced ? setting.geometry.columnTiles : whole.columnTiles;
        const read = (geometry: Configuration['geometry']) => {
          const changed = { ...setting, geometry };
          return outputsOf(kernels, changed, build(kernels, changed)).values;
        };
        expect(read({ ...whole, columnTiles })).toEqual(read(setting.geometry));
      }),
      always(counts(80, 800)),
    );
  });

  it('law 12: reads of a chip are equal unless cells or converters make noise; without variation all chips are', () => {
    fc.assert(
      fc.property(configurations('law 12'), (drawn) => {
        const noisy = drawn.chip.device.readNoise !== null || (drawn.chip.adc?.noise ?? 0) > 0;
        const read = (setting: Configuration, firstRow: number, trial = 0) =>
          outputsOf(kernels, { ...setting, firstRow }, build(kernels, setting, trial)).values;
        expect(read(drawn, 3)).toEqual(read(drawn, 3));
        if (!noisy) expect(read(drawn, 50)).toEqual(read(drawn, 3));
        const still = idealised(drawn);
        expect(read(still, 3, 1)).toEqual(read(still, 3, 2));
      }),
      always(counts(60, 600)),
    );
  });
});

it('effective weights of ideal cells are the weights asked for', () => {
  fc.assert(
    fc.property(configurations('effective'), (drawn) => {
      const setting = idealised(drawn);
      const coding = codingOf(setting);
      const mapped = mappedLayer(setting, coding);
      const found = effectiveWeights(idealLayer(mapped, setting.geometry.columnTiles));
      const digits = mapped.readout * mapped.significance.reduce((sum, worth) => sum + worth, 0);
      const bound = (2 ** -22 * Math.max(...mapped.scale) * Math.max(1, digits)) / ratioRoom(setting);
      const off = asked(setting, { mapped, coding }).map((value, at) => Math.abs(found[at] - value));
      expect(Math.max(...off)).toBeLessThanOrEqual(bound);
    }),
    always(100),
  );
});
