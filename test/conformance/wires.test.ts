import {
  type AnalogChip,
  type Kernels,
  loadKernels,
  type ProgrammedLayer,
  wireLayer,
} from '@kirchhoff/kernels';
import fc from 'fast-check';
import { always, configurations } from './analog/arbitrary.js';
import { expectation, worst } from './analog/agreement.js';
import { type Configuration, configuration, exactDevice } from './analog/configuration.js';
import { build, outputsOf } from './analog/layer.js';
import { counts, type Picker, picker } from './analog/pick.js';
import { buildWired, onSmallArrays, oracleWired, resistances } from './analog/wires.js';
import { technologies } from './technologies.js';

let kernels: Kernels;
beforeAll(async () => {
  kernels = await loadKernels('plain');
});

/** A random configuration on small arrays with resistive lines; conductances stay positive. */
function wiredConfiguration(pick: Picker): Configuration {
  const setting = onSmallArrays(configuration(pick), pick);
  const { chip } = setting;
  const device = { ...chip.device, clip: 'nonnegative' } as const;
  return { ...setting, chip: { ...chip, device, array: resistances(pick, device) } };
}

/** Most cells that an array of a configuration can have: rows by bit lines, as many of these as slices, pairs and copies ask for. */
function cellsOfArray({ geometry, chip }: Configuration): number {
  const longest = (pieces: Configuration['geometry']['rowTiles']): number =>
    Math.max(...pieces.map(([, count]) => count));
  const { bits, cellBits, columns } = chip.weights;
  const slices = bits === null || cellBits === null ? 1 : Math.ceil(bits / cellBits);
  return longest(geometry.rowTiles) * slices * (longest(geometry.columnTiles) * 4 + columns);
}

/** Law 0 allows rounding at the size of x G, the comparison counts x (G - G_ref): at most this much smaller. */
const roundingRoom = ({ chip }: Configuration): number =>
  chip.device.onOffRatio === null ? 1 : 1 / (1 - 1 / chip.device.onOffRatio);

const planesOf = ({ planes, references }: ProgrammedLayer): Float32Array[] => [
  ...planes.flat(2),
  ...references,
];

const largest = (values: Float32Array): number =>
  values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

it('every cell of every scheme sits where the model says: effective conductances equal the dense oracle', () => {
  const seen = new Set<string>();
  for (let seed = 0; seed < counts(80, 800); seed++) {
    const setting = wiredConfiguration(picker(seed, 'wired cells'));
    const { programmed } = build(kernels, setting);
    const { rowTiles } = setting.geometry;
    const found = planesOf(wireLayer(programmed, rowTiles, setting.chip.array));
    const expected = planesOf(oracleWired(programmed, rowTiles, setting.chip.array));
    const bound = 2 ** -23 * Math.max(...planesOf(programmed).map(largest));
    found.forEach((plane, index) =>
      plane.forEach((value, at) => {
        if (!(Math.abs(value - expected[index][at]) <= bound))
          throw new Error(`seed ${seed}, plane ${index}, cell ${at}: ${value} for ${expected[index][at]}`);
      }),
    );
    const { scheme, cells, cellBits } = setting.chip.weights;
    seen
      .add(scheme)
      .add(`${cells} cells`)
      .add(cellBits === null ? 'whole' : 'sliced');
  }
  expect([...seen].sort()).toEqual(
    [
      '1 cells',
      '2 cells',
      'differential_pair',
      'digital_offset',
      'reference_column',
      'sliced',
      'whole',
    ].sort(),
  );
});

/** Root of the mean square difference over that of the reference. */
function distance(found: readonly Float32Array[], reference: readonly Float32Array[]): number {
  let error = 0;
  let size = 0;
  found.forEach((values, group) =>
    values.forEach((value, at) => {
      error += (value - reference[group][at]) ** 2;
      size += reference[group][at] ** 2;
    }),
  );
  return size === 0 ? 0 : Math.sqrt(error / size);
}

const share = fc.oneof(
  { weight: 1, arbitrary: fc.constant(0) },
  { weight: 3, arbitrary: fc.double({ min: 0.01, max: 0.1, noNaN: true }) },
);
/** Shares of a signal that wires, drivers and sense ends of the largest array cost, to first order. */
const losses = fc
  .record({ wire: share, driver: share, sense: share })
  .filter(({ wire, driver, sense }) => wire + driver + sense > 0);

describe.each(technologies)('%s kernels', (name) => {
  let technology: Kernels;
  beforeAll(async () => {
    technology = await loadKernels(name);
  });

  it('law 0 through wires: outputs agree with the oracle on effective conductances', () => {
    let conversions = 0;
    let excused = 0;
    for (let seed = 0; seed < counts(100, 1000); seed++) {
      const setting = wiredConfiguration(picker(seed, 'wired law 0'));
      const built = buildWired(technology, setting);
      const found = expectation(setting, built);
      const most = worst(found, outputsOf(technology, setting, built));
      if (most > roundingRoom(setting)) throw new Error(`seed ${seed}: ${most} of what is allowed`);
      conversions += found.conversions;
      excused += found.excused;
    }
    expect(conversions).toBeGreaterThan(1000);
    expect(excused / conversions).toBeLessThan(0.005);
  });

  it('law 15: with resistance to 0 outputs converge to those of ideal wires', () => {
    let compared = 0;
    fc.assert(
      fc.property(configurations('law 15'), losses, (drawn, { wire, driver, sense }) => {
        const { onState, onOffRatio } = drawn.chip.device;
        const device = { ...exactDevice, onState, onOffRatio };
        const ideal = { ...drawn, chip: { ...drawn.chip, device, adc: null } };
        const outputs = (part: number): readonly Float32Array[] => {
          const ohm = part / (onState * cellsOfArray(ideal));
          const array: AnalogChip['array'] = {
            wireResistance: ohm * wire,
            driverResistance: ohm * driver,
            senseResistance: ohm * sense,
          };
          const setting = { ...ideal, chip: { ...ideal.chip, array } };
          return outputsOf(technology, setting, buildWired(technology, setting)).values;
        };
        const reference = outputsOf(technology, ideal, build(technology, ideal)).values;
        const [all, less, least] = [1, 0.1, 0.001].map((part) => distance(outputs(part), reference));
        const rounding = 1e-5 * roundingRoom(ideal);
        expect(less).toBeLessThan(0.15 * all + rounding);
        expect(least).toBeLessThan(0.0015 * all + rounding);
        if (all > 100 * rounding) {
          compared++;
          expect(less).toBeGreaterThan(0.07 * all);
        }
      }),
      always(counts(30, 400)),
    );
    expect(compared).toBeGreaterThan(10);
  });
});

it('memory of the chip before is written again, and the cells themselves stay', () => {
  const setting = { ...wiredConfiguration(picker(3, 'reuse')) };
  const array = { wireResistance: 2, driverResistance: 30, senseResistance: 0 };
  const { rowTiles } = setting.geometry;
  const [one, two] = [0, 1].map((trial) => build(kernels, setting, trial).programmed);
  const kept = planesOf(two).map((plane) => plane.slice());
  const first = wireLayer(one, rowTiles, array);
  const again = wireLayer(two, rowTiles, array, first);
  expect(planesOf(again)[0]).toBe(planesOf(first)[0]);
  expect(planesOf(again)).toEqual(planesOf(wireLayer(two, rowTiles, array)));
  expect(planesOf(two)).toEqual(kept);
  expect(again.programmed).toBe(two);
});
