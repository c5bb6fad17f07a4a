import { key, uniforms } from '@kirchhoff/random';
import { mapWeights } from '../../src/map/map.js';
import type { LayerMatrix, WeightMapping } from '../../src/map/mapping.js';
import { everyNative } from '../../src/native/load.js';
import type { Kernels } from '../../src/products/kernels.js';
import { loadKernels } from '../../src/products/load.js';
import type { Device } from '../../src/program/device.js';
import { programLayer } from '../../src/program/program.js';
import { drawnWeights } from '../../src/read/drawn.js';
import { effectiveWeights } from '../../src/read/effective.js';
import { buildWasm } from '../products/build.js';
import { exactCells, plainPair } from '../pair.js';
import { hex } from '../products/definition.js';

/** Layers drawn part by part beside layers drawn whole. */
let all: readonly Kernels[];

beforeAll(async () => {
  buildWasm();
  all = [await loadKernels('plain'), await loadKernels('wasm'), ...everyNative()];
});

const device: Device = {
  ...exactCells,
  onOffRatio: 10,
  programming: { kind: 'normal', sigma: { of: 'target', fraction: 0.2 } },
};

const mappings: Readonly<Record<string, WeightMapping>> = {
  'differential pair': plainPair,
  'centred pair, scale per output': { ...plainPair, centred: true, scale: 'per_output' },
  'digital offset, keep 99 %': { ...plainPair, scheme: 'digital_offset', keep: 0.99 },
  'reference columns': { ...plainPair, scheme: 'reference_column', columns: 2 },
  'slices and copies': { ...plainPair, bits: 6, cellBits: 3, cells: 2 },
};

const devices: Readonly<Record<string, Device>> = {
  'cells alone': device,
  'stuck cells on levels': { ...device, levels: 8, stuckOn: 0.05, stuckOff: 0.1 },
  'what cells share, relaxation, drift': {
    ...device,
    shared: { perChip: 0.2, perColumn: 0.3 },
    relaxation: { time: 100, meanPerLn: -1e-7, sigmaPerLn: 1e-7, sigma: 1e-6 },
    drift: {
      time: 1000,
      t0: 20,
      nu: { kind: 'number', value: 0.05 },
      nuSigma: { kind: 'number', value: 0.01 },
      scale: null,
      compensate: 'none',
    },
  },
};

/** Rows in several parts, whole groups in several parts, and one part. */
const shapes: readonly (readonly [number, number, number])[] = [
  [2, 300, 40],
  [900, 9, 2],
  [1, 30, 10],
];

function layerOf([groups, inputs, outputs]: readonly [number, number, number]): LayerMatrix {
  const weights = new Float32Array(groups * inputs * outputs);
  uniforms(key(7), weights.length, weights);
  return { groups, inputs, outputs, weights: weights.map((u) => 2 * u - 1) };
}

const nameOf = ({ technology, instructions }: Kernels): string => `${technology} ${instructions ?? ''}`;

const cases = Object.keys(mappings).flatMap((how) =>
  Object.keys(devices).map((what) => [how, what] as const),
);

it.each(cases)('%s, %s: drawn part by part, to the bit', (how, what) => {
  for (const shape of what === 'cells alone' ? shapes : shapes.slice(0, 1)) {
    const layer = layerOf(shape);
    const outputs = layer.outputs;
    const programming = {
      key: key(11),
      chip: key(12),
      readVoltage: 0.2,
      columnTiles: [
        [0, outputs - 1],
        [outputs - 1, 1],
      ] as const,
    };
    const mapped = mapWeights(layer, mappings[how], devices[what]);
    const whole = hex(effectiveWeights(programLayer(mapped, devices[what], programming)));
    for (const kernels of all) {
      const drawn = drawnWeights(layer, mappings[how], devices[what], { ...programming, kernels });
      expect([nameOf(kernels), shape, hex(drawn) === whole]).toEqual([nameOf(kernels), shape, true]);
    }
  }
});

/** Layers of pairs that kernels draw from weights to weights. */
const pairs: Readonly<Record<string, readonly [WeightMapping, Partial<Device>]>> = {
  'pairs without an off state': [plainPair, { onOffRatio: null }],
  'clipped weights, a scale for every output': [{ ...plainPair, scale: 'per_output', keep: 0.9 }, {}],
  'centred pairs, some stuck': [
    { ...plainPair, centred: true },
    { stuckOn: 0.1, stuckOff: 0.2 },
  ],
  'a law with terms': [plainPair, { programming: { kind: 'polynomial', scale: 1e-4, sigma: [1e-6, 2e-5] } }],
  'a law in currents': [plainPair, { programming: { kind: 'saturating', limit: 1e-6, at: 4e-6 } }],
};

it.each(Object.keys(pairs))('%s: from weights to weights in one call, to the bit', (what) => {
  const [mapping, own] = pairs[what];
  const sizes = [...shapes, [3, 5, 7], [1, 70, 33], [1, 2, 2500], [2, 1, 1]] as const;
  for (const shape of sizes) {
    const layer = layerOf(shape);
    // A dead output, a weight that is nothing, and the smallest ones.
    for (let i = 0; i < layer.weights.length; i += layer.outputs) layer.weights[i] = 0;
    layer.weights.set([-0, 1e-45, -1e-40].slice(0, Math.min(3, layer.weights.length - 1)), 1);
    const cells = { ...device, ...own };
    const programming = { key: key(13), readVoltage: 0.2, columnTiles: [[0, layer.outputs]] as const };
    const definition = hex(drawnWeights(layer, mapping, cells, programming));
    for (const kernels of all.filter(({ technology }) => technology !== 'plain')) {
      const called: boolean[] = [];
      const counted: Kernels = {
        ...kernels,
        pairs(of) {
          called.push(kernels.pairs(of));
          return true;
        },
      };
      const drawn = hex(drawnWeights(layer, mapping, cells, { ...programming, kernels: counted }));
      expect([nameOf(kernels), shape, called, drawn === definition]).toEqual([
        nameOf(kernels),
        shape,
        [true],
        true,
      ]);
    }
  }
});

it('refuses what is measured over the whole layer', () => {
  const drift = { ...devices['what cells share, relaxation, drift'].drift!, compensate: 'global' as const };
  expect(() =>
    drawnWeights(layerOf([1, 3, 2]), plainPair, { ...device, drift }, { key: key(1), columnTiles: [[0, 2]] }),
  ).toThrow(RangeError);
});
