import type { TrainingEpoch } from '@kirchhoff/plan';
import { explosion } from '../src/divergence.js';
import { loadEngine } from '../src/engine.js';
import { train } from '../src/train.js';
import { clusters, dense, job } from './fixtures.js';

const epoch: TrainingEpoch = {
  training: 't',
  repeat: 0,
  epoch: 4,
  learningRate: 0.1,
  trainingLoss: 0.5,
  trainingAccuracy: 0.9,
  testLoss: 0.6,
  testAccuracy: 0.88,
  gradientNorm: 1,
  noiseStrength: 0,
  layers: {},
};
const weights = (...data: number[]) => ({
  'a.weights': { shape: [data.length], data: Float32Array.from(data) },
});
const after = (change: Partial<TrainingEpoch>, arrays = weights(1, 2)) =>
  explosion(job, arrays, { ...epoch, ...change }, 10);

/** Far above ln 10 = 2.3, and as often right as guessing. */
const lost = { trainingLoss: 40, trainingAccuracy: 0.11, testLoss: 50, testAccuracy: 0.1 };

it('a training has exploded where weights or losses are no numbers', () => {
  expect(after({})).toBeUndefined();
  expect(after({}, weights(1, NaN))).toMatchObject({
    kind: 'diverged',
    epoch: 4,
    message: 'a.weights holds what is no number after epoch 4',
  });
  expect(after({}, weights(Infinity))).toBeDefined();
  expect(after({ testLoss: NaN })!.message).toBe('the loss is no longer a number after epoch 4');
  expect(after({ trainingLoss: Infinity })).toBeDefined();
});

it('a training has exploded where it answers by chance at a loss far above that of guessing', () => {
  expect(after(lost)!.message).toBe(
    'in epoch 4 the training loss is 40.0, where guessing gives 2.30, and the answers are those of guessing',
  );
  expect(after({ ...lost, testLoss: null, testAccuracy: null })).toBeDefined();
  expect(after({ ...lost, trainingLoss: 20 })).toBeUndefined();
  expect(after({ ...lost, testAccuracy: 0.5 })).toBeUndefined();
  expect(after({ ...lost, trainingAccuracy: 0.13 })).toBeUndefined();
});

it('names the largest rate of a schedule that rises', () => {
  const learningRate = { kind: 'linear', start: 0.01, end: 7, warmUp: 0 } as const;
  const { advice } = explosion({ ...job, learningRate }, weights(1), { ...epoch, ...lost }, 10)!.evidence!;
  expect(advice[0]).toContain('its largest value is 7)');
});

it('an epoch of one step that leaves nothing of the weights is no training', async () => {
  const { engine } = await loadEngine('wasm');
  const images = clusters([4, 4, 1], 3, 60, 'train');
  const training = {
    ...job,
    epochs: 1,
    batch: 60,
    learningRate: { kind: 'constant', rate: 1e39, warmUp: 0 } as const,
  };
  const request = {
    id: 't',
    training,
    network: dense,
    repeat: 0,
    shape: dense.nodes[0]!.shape,
    classes: 3,
    train: images,
    test: images,
  };
  await expect(train(request, { engine })).rejects.toMatchObject({ kind: 'diverged', epoch: 1 });
});
