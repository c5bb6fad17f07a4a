import type { Plan } from '@kirchhoff/plan';
import { type PointContents, pointIdentity } from '../src/point/identity.js';

const chip = {
  device: {
    onState: 1e-4,
    programming: { kind: 'table', file: { name: 'a.csv', hash: 'aa' }, target: 't', value: 'v' },
  },
};
const plan = {
  planVersion: 1,
  resultsVersion: 1,
  networks: {
    n: { nodes: [{ op: 'input', name: 'input' }], source: { file: { name: 'n.onnx', hash: 'nn' } } },
  },
  chips: { c: chip },
  mappings: { m: { layers: [{ node: 'fc' }], imagesPerTask: 500, bytesPerWorker: 1 } },
  experiments: [
    {
      name: 'e',
      points: [0, 1].map((at) => ({
        coordinates: [at],
        network: 'n',
        chip: 'c',
        mapping: 'm',
        keepDigital: [],
        vary: null,
      })),
      axes: [{ name: 'sigma' }],
      trials: { from: 10, to: 10 },
      confidence: 0.95,
      seed: 1,
      seedPerPoint: false,
      compareTo: 'software',
      metrics: null,
    },
  ],
  reports: [],
} as unknown as Plan;
const contents: PointContents = { weights: 'w', test: 't', calibration: 'c', tables: null };

type Changes = Readonly<Record<string, unknown>>;
const hashWith = (ofPlan: Changes, ofExperiment: Changes = {}, point = 0, given = contents): string => {
  const experiment = { ...plan.experiments[0]!, ...ofExperiment };
  return pointIdentity({ ...plan, ...ofPlan } as Plan, experiment, point, given).hash;
};
const hash = hashWith({});

describe('a point is told by everything its trials depend on', () => {
  it.each([
    ['results version', hashWith({ resultsVersion: 2 })],
    ['network', hashWith({ networks: { n: { nodes: [{ op: 'input', name: 'other' }] } } })],
    ['chip', hashWith({ chips: { c: { ...chip, device: { ...chip.device, onState: 2e-4 } } } })],
    [
      'measured table',
      hashWith({
        chips: {
          c: {
            device: { ...chip.device, programming: { kind: 'table', file: { name: 'a.csv', hash: 'bb' } } },
          },
        },
      }),
    ],
    ['layers on arrays', hashWith({ mappings: { m: { layers: [{ node: 'fc2' }], imagesPerTask: 500 } } })],
    ['seed', hashWith({}, { seed: 2 })],
    ['seed per point', hashWith({}, { seedPerPoint: true })],
    ['metrics', hashWith({}, { metrics: ['accuracy'] })],
    ['weights', hashWith({}, {}, 0, { ...contents, weights: 'x' })],
    ['test images', hashWith({}, {}, 0, { ...contents, test: 'x' })],
    ['calibration images', hashWith({}, {}, 0, { ...contents, calibration: 'x' })],
    ['contents of a measured table', hashWith({}, {}, 0, { ...contents, tables: 'x' })],
  ])('%s', (_, other) => {
    expect(other).toMatch(/^[0-9a-f]{32}$/);
    expect(other).not.toBe(hash);
  });
});

describe('and by nothing else', () => {
  const renamed = {
    ...chip.device,
    programming: { ...chip.device.programming, file: { name: 'b.csv', hash: 'aa' } },
  };
  it.each([
    ['number of trials', hashWith({}, { trials: { from: 20, to: 400 } })],
    ['confidence', hashWith({}, { confidence: 0.9 })],
    ['name of the experiment', hashWith({}, { name: 'f' })],
    ['names of axes', hashWith({}, { axes: [{ name: 'spread' }] })],
    ['reports', hashWith({ reports: [{ name: 'r' }] })],
    ['names of files', hashWith({ chips: { c: { device: renamed } } })],
    [
      'images per task',
      hashWith({ mappings: { m: { layers: [{ node: 'fc' }], imagesPerTask: 7, bytesPerWorker: 9 } } }),
    ],
    ['place among the points', hashWith({}, {}, 1)],
    ['baseline', hashWith({}, { compareTo: 'ideal_chip' })],
  ])('%s', (_, other) => expect(other).toBe(hash));
});
