import { key, uniforms } from '@kirchhoff/random';
import { mapWeights } from '../../src/map/map.js';
import type { WeightMapping } from '../../src/map/mapping.js';
import { everyNative } from '../../src/native/load.js';
import type { Kernels } from '../../src/products/kernels.js';
import { loadKernels } from '../../src/products/load.js';
import type { ConductanceSpread, Device, ProgrammingLaw } from '../../src/program/device.js';
import { measuredTable } from '../../src/program/measured.js';
import { programLayer } from '../../src/program/program.js';
import { buildWasm } from '../products/build.js';
import { exactCells, plainPair } from '../pair.js';
import { hex } from '../products/definition.js';

/** Whole planes programmed by kernels beside the definition, cell by cell. */
let all: readonly Kernels[];

beforeAll(async () => {
  buildWasm();
  all = [await loadKernels('wasm'), ...everyNative()];
});

const ON = 1e-4;
const plain: Device = { ...exactCells, onState: ON, onOffRatio: 20, clip: 'none' };
const mapping: WeightMapping = { ...plainPair, cells: 2, bits: 8, cellBits: 4 };

const spreads: readonly ConductanceSpread[] = [
  { of: 'target', fraction: 0.2 },
  { of: 'range', fraction: 0.1 },
  { of: 'on_state', fraction: 0.1 },
  { of: 'absolute', siemens: 7e-6 },
];
const levels = [5e-6, 2e-5, 4.1e-5, 6e-5, 8e-5, ON];
const columns = { value: null, mean: null, sigma: null };
const moments = measuredTable({
  ...columns,
  target: Float64Array.from(levels),
  mean: Float64Array.from(levels, (level) => 1.02 * level),
  sigma: Float64Array.from(levels, (level) => 1e-7 / level),
});
const pairs = levels.flatMap((level, i) => Array.from({ length: 1 + 3 * i }, (_, j) => [level, j]));
const measured = measuredTable({
  ...columns,
  target: Float64Array.from(pairs, ([level]) => level),
  value: Float64Array.from(pairs, ([level, j]) => level + 1e-6 * Math.sin(level * 1e6 + j)),
});

const lognormal = { kind: 'lognormal', sigma: null, sigmaOn: null, sigmaOff: null } as const;
const laws: readonly ProgrammingLaw[] = [
  ...spreads.map((sigma) => ({ kind: 'normal' as const, sigma })),
  ...spreads.map((halfWidth) => ({ kind: 'uniform' as const, halfWidth })),
  { ...lognormal, sigma: 0.3, centre: 'median' },
  { ...lognormal, sigma: 0.3, centre: 'mean' },
  { ...lognormal, sigma: 40, centre: 'mean' },
  { ...lognormal, sigmaOn: 0.05, sigmaOff: 0.4, centre: 'mean' },
  { kind: 'polynomial', scale: ON, sigma: [] },
  { kind: 'polynomial', scale: ON, sigma: [3e-6] },
  { kind: 'polynomial', scale: ON, sigma: [-1e-6, 2e-5, -1e-5, 3e-7] },
  { kind: 'saturating', limit: 1e-6, at: 4e-6 },
  { kind: 'saturating', limit: 1e-6, at: 1e-8 },
  { kind: 'table', table: moments },
  { kind: 'table', table: measured },
];

/** Cells by the law, clipped or not, some of them stuck or none. */
const devicesOf = (programming: ProgrammingLaw): readonly Device[] => [
  { ...plain, programming },
  { ...plain, programming, clip: 'range', stuckOn: 0.1, stuckOff: 0.2 },
  { ...plain, programming, clip: 'nonnegative', stuckOff: 1 },
];

/** Bits of all planes, and how many of them the kernels programmed whole. */
function cellsOf(device: Device, [inputs, outputs]: readonly number[], kernels?: Kernels) {
  const groups = 2;
  const weights = new Float32Array(groups * inputs * outputs);
  uniforms(key(3), weights.length, weights);
  const mapped = mapWeights(
    { groups, inputs, outputs, weights: weights.map((u) => 2 * u - 1) },
    mapping,
    device,
  );
  let whole = 0;
  const program: Kernels['program'] = (plane) => {
    const done = kernels!.program(plane);
    whole += Number(done);
    return done;
  };
  const { planes } = programLayer(mapped, device, {
    key: key(2 ** 40 + 5),
    readVoltage: 0.2,
    columnTiles: [[0, outputs]],
    ...(kernels && { kernels: { ...kernels, program } }),
  });
  return { bits: planes.flat(2).map(hex), whole };
}

const nameOf = ({ technology, instructions }: Kernels): string => `${technology} ${instructions ?? ''}`;

it.each(laws.map((law) => [JSON.stringify(law), law] as const))('%.90s', (_, law) => {
  for (const device of devicesOf(law))
    for (const size of [
      [5, 7],
      [2, 66],
    ]) {
      const { bits } = cellsOf(device, size);
      for (const kernels of all)
        expect([nameOf(kernels), size, cellsOf(device, size, kernels)]).toEqual([
          nameOf(kernels),
          size,
          { bits, whole: bits.length },
        ]);
    }
});

it.each([1, 2, 3, 4, 5, 9, 16, 31, 32, 33, 64, 130, 1025, 5000])('planes of %i outputs', (outputs) => {
  const device = devicesOf(laws[0])[1];
  const size = [outputs > 1000 ? 3 : 150, outputs];
  const { bits } = cellsOf(device, size);
  for (const kernels of all)
    expect([nameOf(kernels), cellsOf(device, size, kernels).bits]).toEqual([nameOf(kernels), bits]);
});
