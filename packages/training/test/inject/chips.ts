import type { PlanChip, PlanMapping, PlanTraining } from '@kirchhoff/plan';
import type { TrainingRequest } from '../../src/request.js';
import { clusters, dense, job } from '../fixtures.js';

export type Inject = NonNullable<PlanTraining['inject']>;

export const inject: Inject = {
  chip: null,
  mapping: null,
  effects: ['programming_variation'],
  strength: 1,
  redraw: 'every_batch',
  fromEpoch: 1,
  ramp: 0,
  law: null,
};

export const chip: PlanChip = {
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

export const place = (node: string, inputs: number, outputs: number, tiles: [number, number][]) => ({
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

export const mapping: PlanMapping = {
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

export const set = clusters([4, 4, 1], 3, 300, 'train');

export const requestOf = (
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

export const bytes = (weights: Readonly<Record<string, { readonly data: Float32Array }>>): string =>
  Object.keys(weights)
    .sort()
    .map((name) => [name, Buffer.from(weights[name]!.data.slice().buffer).toString('hex')].join(' '))
    .join();
