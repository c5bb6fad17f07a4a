import { key } from '@kirchhoff/random';
import { inputCoding } from '../../src/input/quantise.js';
import { mapWeights } from '../../src/map/map.js';
import { loadKernels } from '../../src/products/load.js';
import { programLayer } from '../../src/program/program.js';
import { prepareRead, releaseRead } from '../../src/read/prepare.js';
import { readLayer, readsActivations } from '../../src/read/read.js';
import { exactCells, plainPair } from '../pair.js';
import { buildWasm } from '../products/build.js';

beforeAll(() => void buildWasm());

const geometry = {
  inputs: 2,
  outputs: 1,
  rowTiles: [[0, 2]],
  rowGroups: [[0, 2]],
  columnTiles: [[0, 1]],
} as const;
const errors = { gainError: 0, offsetError: 0, inl: 0, dnl: 0, noise: 0 };
const adc = { bits: 8, range: { kind: 'fixed', low: -2, high: 2, unit: 'normalised' }, ...errors } as const;

/** A layer of one output on arrays of exact cells. */
async function layerOf(technology: 'wasm' | 'plain', bits: number | null) {
  const kernels = await loadKernels(technology);
  const range = { kind: 'fixed', low: 0, high: 1 } as const;
  const coding = inputCoding(
    { bits, encoding: 'amplitude', sliceBits: 1, range, readVoltage: 0.2 },
    { negative: false, quantile: 1 },
  );
  const weights = { groups: 1, inputs: 2, outputs: 1, weights: Float32Array.of(1, -0.5) };
  const mapped = mapWeights(weights, plainPair, exactCells);
  const layer = programLayer(mapped, exactCells, { key: key(1), columnTiles: geometry.columnTiles, kernels });
  const read = prepareRead(kernels, layer, { geometry, coding, readVoltage: 0.2, adc, scales: null }, null);
  const out = new Float32Array(1);
  const call = { group: 0, inputs: Float32Array.of(0.3, 0.9), count: 1, out, activations: true };
  return { kernels, read, call };
}

it('are read where kernels code them', async () => {
  const { kernels, read, call } = await layerOf('wasm', 8);
  expect(readsActivations(kernels, read)).toBe(true);
  readLayer(kernels, read, call);
  expect(call.out[0]).toBeCloseTo(0.3 - 0.45, 1);
  releaseRead(kernels, read);
});

it.each([
  ['by kernels that take codes', 'plain', 8],
  ['where inputs have no codes', 'wasm', null],
] as const)('are refused %s', async (_, technology, bits) => {
  const { kernels, read, call } = await layerOf(technology, bits);
  expect(readsActivations(kernels, read)).toBe(false);
  expect(() => readLayer(kernels, read, call)).toThrow('a layer takes activations');
  releaseRead(kernels, read);
});
