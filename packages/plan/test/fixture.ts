import { identify } from '../src/identity.js';
import type { Plan } from '../src/plan.js';

/** A plan with one record of each kind: a dense layer of 4 x 2 on one array. */
export function smallPlan(): Plan {
  const data: Plan['data'][string] = {
    source: { kind: 'digits' },
    classes: null,
    trainImages: 10,
    testImages: 5,
    calibrationImages: 3,
    normalise: { kind: 'unit' },
  };
  const network: Plan['networks'][string] = {
    nodes: [
      { op: 'input', name: 'input', inputs: [], shape: [4] },
      { op: 'dense', name: 'one', inputs: ['input'], shape: [2], ordinal: 0, inputSize: 4, outputSize: 2 },
    ],
    source: null,
    weights: null,
  };
  const chip: Plan['chips'][string] = {
    device: {
      onState: 1e-4,
      onOffRatio: 20,
      levels: null,
      programming: { kind: 'normal', sigma: { of: 'target', fraction: 0.05 } },
      shared: { perChip: 0, perColumn: 0 },
      writeVerify: null,
      clip: 'nonnegative',
      stuckOn: 0,
      stuckOff: 0,
      readNoise: null,
      drift: null,
      relaxation: null,
    },
    adc: {
      bits: 8,
      range: { kind: 'worst_case' },
      gainError: 0,
      offsetError: 0,
      inl: 0,
      dnl: 0,
      noise: 0,
    },
    array: {
      rows: 8,
      columns: 8,
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
  const mapping: Plan['mappings'][string] = {
    layers: [
      {
        node: 'one',
        groups: 1,
        inputs: 4,
        outputs: 2,
        rowTiles: [[0, 4]],
        rowGroups: [[0, 4]],
        columnTiles: [[0, 2]],
        cellsPerWeight: 2,
        arrays: 1,
      },
    ],
    imagesPerTask: 5,
    bytesPerWorker: 1000,
  };
  const training: Plan['trainings'][string] = {
    network: identify(network),
    data: identify(data),
    epochs: 2,
    batch: 5,
    optimizer: { kind: 'adam' },
    learningRate: { kind: 'constant', rate: 1e-3, warmUp: 0 },
    weightDecay: 0,
    clipGradients: null,
    clipWeights: null,
    augment: null,
    startFrom: null,
    stopWhen: null,
    seed: 1,
    repeats: 1,
    recalibrateBatchNorm: false,
    learnRanges: false,
    inject: null,
  };
  return {
    planVersion: 1,
    resultsVersion: 1,
    data: { [identify(data)]: data },
    networks: { [identify(network)]: network },
    trainings: { [identify(training)]: training },
    chips: { [identify(chip)]: chip },
    mappings: { [identify(mapping)]: mapping },
    experiments: [
      {
        name: 'first',
        description: null,
        axes: [{ name: 'bits', unit: { label: '', scale: 1, si: '' }, values: [{ label: '8', number: 8 }] }],
        points: [
          {
            coordinates: [0],
            network: identify(network),
            data: identify(data),
            weights: { kind: 'training', training: identify(training) },
            chip: identify(chip),
            mapping: identify(mapping),
            keepDigital: [],
            vary: null,
          },
        ],
        trials: { from: 3, to: 3 },
        until: null,
        finds: [],
        requires: [],
        confidence: 0.95,
        seed: 1,
        seedPerPoint: false,
        compareTo: 'software',
        metrics: null,
      },
    ],
    reports: [{ name: 'shown', description: null, items: [], save: null }],
  };
}

/** A deep copy in which the value at a path is another; `undefined` leaves it out. */
export function withValue(document: unknown, path: readonly (string | number)[], value: unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return value;
  if (Array.isArray(document))
    return document.map((item: unknown, at) => (at === first ? withValue(item, rest, value) : item));
  const block = document as Readonly<Record<string, unknown>>;
  return { ...block, [first]: withValue(block[first], rest, value) };
}
