import type { PlanChip, PlanMapping, PlanTraining } from '@kirchhoff/plan';
import { key } from '@kirchhoff/random';
import { chipLogits } from '../../src/chip-logits.js';
import { loadEngine } from '../../src/engine.js';
import { initialWeights } from '../../src/initialise.js';
import { strengthAt } from '../../src/inject/strength.js';
import type { TrainingRequest } from '../../src/request.js';
import { train } from '../../src/train.js';
import { clusters, dense, job } from '../fixtures.js';

type Inject = NonNullable<PlanTraining['inject']>;

const inject: Inject = {
  chip: null,
  mapping: null,
  effects: ['programming_variation'],
  strength: 1,
  redraw: 'every_batch',
  fromEpoch: 1,
  ramp: 0,
  law: null,
};

const chip: PlanChip = {
  device: {
    onState: 1e-4,
    onOffRatio: null,
    levels: null,
    programming: { kind: 'normal', sigma: { of: 'on_state', fraction: 0.1 } },
    shared: { perChip: 0, perColumn: 0 },
    writeVerify: null,
    clip: 'none',
    stuckOn: 0,
    stuckOff: 0,
    readNoise: null,
    drift: null,
    relaxation: null,
  },
  adc: {
    bits: 6,
    range: { kind: 'calibrated', keep: 0.999, per: 'layer' },
    gainError: 0,
    offsetError: 0,
    inl: 0,
    dnl: 0,
    noise: 0,
  },
  array: {
    rows: 8,
    columns: 32,
    activeRows: null,
    partition: 'even',
    wireResistance: 0,
    driverResistance: 0,
    senseResistance: 0,
  },
  weights: {
    scheme: 'differential_pair',
    centred: false,
    subtract: 'analog',
    cells: 1,
    columns: 1,
    bits: null,
    cellBits: null,
    scale: 'per_layer',
    keep: 1,
    bias: 'digital',
  },
  inputs: {
    bits: 8,
    encoding: 'amplitude',
    sliceBits: 1,
    range: { kind: 'calibrated', keep: 1 },
    readVoltage: 0.2,
  },
};

const place = (node: string, inputs: number, outputs: number, tiles: [number, number][]) => ({
  node,
  groups: 1,
  inputs,
  outputs,
  rowTiles: tiles,
  rowGroups: tiles,
  columnTiles: [[0, outputs]] as [number, number][],
  cellsPerWeight: 2,
  arrays: tiles.length,
});

const mapping: PlanMapping = {
  layers: [
    place('fc1', 16, 12, [
      [0, 8],
      [8, 8],
    ]),
    place('fc2', 12, 3, [
      [0, 6],
      [6, 6],
    ]),
  ],
  imagesPerTask: 100,
  bytesPerWorker: 0,
};

const set = clusters([4, 4, 1], 3, 300, 'train');

const requestOf = (
  how: Partial<Inject>,
  hardware: PlanChip = chip,
  more: Partial<PlanTraining> = {},
): TrainingRequest => ({
  id: 't',
  training: { ...job, epochs: 2, ...more, inject: { ...inject, ...how } },
  network: dense,
  repeat: 0,
  shape: [4, 4, 1],
  classes: 3,
  train: set,
  calibration: { ...set, images: set.images.subarray(0, 100 * 16), count: 100 },
  ...(how.law === undefined && { injected: { chip: hardware, mapping } }),
});

const bytes = (weights: Readonly<Record<string, { readonly data: Float32Array }>>): string =>
  Object.values(weights)
    .map(({ data }) => Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('hex'))
    .join();

describe('the strength of an injection', () => {
  it('is 0 before its first epoch, rises along its ramp, and stays', () => {
    const late = { ...inject, fromEpoch: 3, ramp: 2, strength: 1.5 };
    expect([0, 1.9, 2, 3, 4, 9].map((done) => strengthAt(late, done))).toEqual([0, 0, 0, 0.75, 1.5, 1.5]);
    expect(strengthAt(null, 1)).toBe(0);
  });
});

describe('training under injection', () => {
  it('records the noise that the laws of the model predict, in units of max|W|', async () => {
    const { engine } = await loadEngine('wasm');
    const noiseOf = async (how: Partial<Inject>): Promise<number> => {
      const { epochs } = await train(requestOf(how), { engine });
      return epochs[1]!.layers.fc1!.weightNoise;
    };
    expect(await noiseOf({ strength: 1 })).toBeCloseTo(Math.SQRT2 * 0.1, 2);
    expect(await noiseOf({ strength: 0.5 })).toBeCloseTo((Math.SQRT2 * 0.1) / 2, 2);
    expect(await noiseOf({ law: { kind: 'additive', sigma: 0.05 } })).toBeCloseTo(0.05, 2);
    expect(await noiseOf({ fromEpoch: 3 })).toBe(0);
  });

  it.each(['every_batch', 'every_epoch', 'every_sample'] as const)(
    'learns with a chip drawn %s',
    async (redraw) => {
      const { engine } = await loadEngine('wasm');
      const request = requestOf({ redraw }, chip, { epochs: redraw === 'every_sample' ? 1 : 2 });
      const { epochs, weights } = await train(request, { engine });
      expect(epochs.at(-1)!.trainingAccuracy).toBeGreaterThan(0.6);
      expect(epochs.at(-1)!.noiseStrength).toBe(1);
      const again = await train(request, { engine });
      expect(bytes(again.weights)).toBe(bytes(weights));
    },
  );

  it('moves the clean weights: without any effect it is the plain training', async () => {
    const { engine } = await loadEngine('wasm');
    const plain = await train({ ...requestOf({}), training: { ...job, epochs: 2 } }, { engine });
    const silent = await train(requestOf({ law: { kind: 'additive', sigma: 0 } }), { engine });
    expect(bytes(silent.weights)).toBe(bytes(plain.weights));
  });

  it('learns through coarse converters on tiles, whose ranges follow the weights', async () => {
    const { engine } = await loadEngine('wasm');
    const coarse = { ...chip, adc: { ...chip.adc!, bits: 4 } };
    const effects = ['inputs', 'tiles', 'adc'];
    const { epochs } = await train(requestOf({ effects }, coarse, { epochs: 4 }), { engine });
    expect(epochs[3]!.trainingAccuracy).toBeGreaterThan(0.9);
    expect(epochs[3]!.trainingLoss).toBeLessThan(epochs[0]!.trainingLoss / 2);
  });
});

describe('wires', () => {
  it('takes from the sums what lines lose, and nothing where they lose nothing', async () => {
    const { engine } = await loadEngine('wasm');
    const wired = (resistance: number): PlanChip => ({
      ...chip,
      adc: null,
      array: { ...chip.array, wireResistance: resistance },
      device: { ...chip.device, onOffRatio: 20, clip: 'nonnegative' },
    });
    const arrays = initialWeights(dense, 1, 0);
    const logitsAt = (resistance: number, effects: string[]): Promise<Float32Array> =>
      chipLogits(engine, requestOf({ effects }, wired(resistance)), arrays, set, {
        trial: key(5),
        strength: 1,
      });
    const plain = await logitsAt(50, ['tiles']);
    const lossy = await logitsAt(50, ['tiles', 'wire_resistance']);
    const ideal = await logitsAt(0, ['tiles', 'wire_resistance']);
    expect([...ideal]).toEqual([...plain]);
    const lost = lossy.reduce((sum, value, i) => sum + Math.abs(value - plain[i]!), 0);
    const size = plain.reduce((sum, value) => sum + Math.abs(value), 0);
    expect(lost / size).toBeGreaterThan(0.02);
    expect(lost / size).toBeLessThan(0.5);
  });
});
