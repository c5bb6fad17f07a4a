import type { PlanTraining } from '@kirchhoff/plan';
import { evaluate } from '../src/evaluate.js';
import { loadEngine } from '../src/engine.js';
import type { Checkpoint } from '../src/checkpoint.js';
import type { TrainingRequest } from '../src/request.js';
import { train } from '../src/train.js';
import { clusters, convolutional, dense, job, normalised } from './fixtures.js';

const request = (network: typeof dense, training: PlanTraining, repeat = 0): TrainingRequest => {
  const shape = network.nodes[0]!.shape;
  return {
    id: 't',
    training,
    network,
    repeat,
    shape,
    classes: 3,
    train: clusters(shape, 3, 300, 'train'),
    test: clusters(shape, 3, 150, 'test'),
  };
};

const bytes = (weights: Record<string, { data: Float32Array }>): string =>
  Object.entries(weights)
    .map(
      ([name, { data }]) =>
        `${name}:${Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('hex')}`,
    )
    .join('\n');

describe.each(['wasm', 'cpu'] as const)('training on %s', (name) => {
  it('learns separable classes with every optimizer', async () => {
    const { engine } = await loadEngine(name);
    const optimizers: [PlanTraining['optimizer'], number][] = [
      [{ kind: 'adam' }, 0.01],
      [{ kind: 'sgd', momentum: 0, nesterov: false }, 0.2],
      [{ kind: 'sgd', momentum: 0.9, nesterov: false }, 0.05],
      [{ kind: 'sgd', momentum: 0.9, nesterov: true }, 0.05],
    ];
    for (const [optimizer, rate] of optimizers) {
      const learningRate = { kind: 'constant', rate, warmUp: 0 } as const;
      const { epochs } = await train(request(dense, { ...job, epochs: 5, optimizer, learningRate }), {
        engine,
      });
      expect(epochs.at(-1)!.testAccuracy).toBeGreaterThan(0.97);
      expect(epochs.at(-1)!.trainingLoss).toBeLessThan(epochs[0]!.trainingLoss);
    }
  });

  it('gives the same bytes for the same request, other bytes for another repeat', async () => {
    const { engine } = await loadEngine(name);
    const first = await train(request(dense, job), { engine });
    const again = await train(request(dense, job), { engine });
    const other = await train(request(dense, job, 1), { engine });
    expect(bytes(again.weights)).toBe(bytes(first.weights));
    expect(bytes(other.weights)).not.toBe(bytes(first.weights));
  });

  it('trains a convolutional network', async () => {
    const { engine } = await loadEngine(name);
    const { epochs, weights } = await train(request(convolutional, { ...job, epochs: 2 }), { engine });
    expect(epochs.at(-1)!.testAccuracy).toBeGreaterThan(0.95);
    expect(weights['c1.weights']!.shape).toEqual([3, 3, 2, 4]);
  });
});

it('reports divergence with its epoch', async () => {
  const { engine } = await loadEngine('wasm');
  const wild: PlanTraining = {
    ...job,
    optimizer: { kind: 'sgd', momentum: 0.9, nesterov: false },
    learningRate: { kind: 'constant', rate: 1e30, warmUp: 0 },
  };
  await expect(train(request(dense, wild), { engine })).rejects.toMatchObject({
    name: 'TrainingFailure',
    kind: 'diverged',
    epoch: 1,
    evidence: { advice: expect.arrayContaining(['clip_gradients = 1']) as unknown },
  });
});

/** Keeps what a training tells of an epoch, as a file would. */
const keeper = (kept: Checkpoint[]) => (checkpoint: Checkpoint) =>
  void kept.push(structuredClone(checkpoint));

it.each<[string, typeof dense, Partial<PlanTraining>]>([
  ['a plain one', dense, {}],
  [
    'one with momentum, dropout and augmentation',
    convolutional,
    { augment: { shift: 1, flip: true, crop: 0 } },
  ],
  [
    'one with batch normalisation under an injected law',
    normalised,
    {
      recalibrateBatchNorm: true,
      inject: {
        chip: null,
        mapping: null,
        effects: ['programming_variation'],
        strength: 1,
        redraw: 'every_batch',
        fromEpoch: 2,
        ramp: 1,
        law: { kind: 'additive', sigma: 0.05 },
      },
    },
  ],
])('goes on after any epoch to the same bytes: %s', async (_, network, more) => {
  const { engine } = await loadEngine('wasm');
  const training: PlanTraining = {
    ...job,
    optimizer: { kind: 'sgd', momentum: 0.9, nesterov: true },
    ...more,
  };
  const kept: Checkpoint[] = [];
  const whole = await train(request(network, training), { engine, onCheckpoint: keeper(kept) });
  expect(kept.map(({ epochs }) => epochs.length)).toEqual([1, 2]);
  for (const resume of kept) {
    const again = await train(request(network, training), { engine, resume });
    expect(bytes(again.weights)).toBe(bytes(whole.weights));
    expect(again.epochs).toEqual(whole.epochs);
  }
});

it('stops early, starts from given weights, and records what it did', async () => {
  const { engine } = await loadEngine('wasm');
  const long: PlanTraining = {
    ...job,
    epochs: 60,
    clipGradients: 1,
    clipWeights: 2,
    learningRate: { kind: 'constant', rate: 0.5, warmUp: 0 },
    stopWhen: { kind: 'no_improvement', patience: 2 },
  };
  const { epochs, weights } = await train(request(dense, long), { engine });
  expect(epochs.length).toBeLessThan(60);
  const { fc1 } = epochs.at(-1)!.layers;
  expect(fc1!.weightSpread).toBeGreaterThan(0.49);
  expect(fc1!.maxWeight).toBe(weights['fc1.weights']!.data.reduce((a, b) => Math.max(a, Math.abs(b)), 0));
  expect(epochs[0]!.gradientNorm).toBeGreaterThan(epochs.at(-1)!.gradientNorm);
  const tuned = await train({ ...request(dense, { ...job, epochs: 1 }), start: weights }, { engine });
  expect(tuned.epochs[0]!.trainingLoss).toBeLessThan(epochs[0]!.trainingLoss / 4);
});

it('refuses to start from weights of another network', async () => {
  const { engine } = await loadEngine('wasm');
  const start = { 'fc1.weights': { shape: [2, 2], data: new Float32Array(4) } };
  await expect(train({ ...request(dense, job), start }, { engine })).rejects.toMatchObject({
    kind: 'start_does_not_fit',
    message: 'start_from does not fit the network: fc1.weights should be 16 x 12, but is 2 x 2',
  });
});

it('stops when it is interrupted', async () => {
  const { engine } = await loadEngine('wasm');
  const controller = new AbortController();
  controller.abort();
  await expect(train(request(dense, job), { engine, signal: controller.signal })).rejects.toMatchObject({
    kind: 'interrupted',
  });
});

it('leaks no buffers', async () => {
  const { engine } = await loadEngine('wasm');
  const before = engine.tf.memory().numDataBuffers;
  await train(request(convolutional, { ...job, epochs: 1 }), { engine });
  expect(engine.tf.memory().numDataBuffers).toBe(before);
});

it('tells the test accuracy of the network that is kept, which recalibrated moments change', async () => {
  const { engine } = await loadEngine('wasm');
  const asked = request(normalised, { ...job, epochs: 1, recalibrateBatchNorm: true });
  const { weights, epochs } = await train(asked, { engine });
  const { loss, accuracy } = evaluate(engine, asked, weights, asked.test!);
  expect(epochs.at(-1)).toMatchObject({ testLoss: loss, testAccuracy: accuracy });
  const [plain] = (
    await train({ ...asked, training: { ...asked.training, recalibrateBatchNorm: false } }, { engine })
  ).epochs;
  expect(plain!.testLoss).not.toBe(loss);
});

it('recalibrates without an injection that has not begun when the training ends early', async () => {
  const { engine } = await loadEngine('wasm');
  const inject: PlanTraining['inject'] = {
    chip: null,
    mapping: null,
    effects: ['programming_variation'],
    strength: 4,
    redraw: 'every_batch',
    fromEpoch: 9,
    ramp: 0,
    law: { kind: 'additive', sigma: 0.5 },
  };
  const training: PlanTraining = { ...job, epochs: 2, recalibrateBatchNorm: true };
  const plain = await train(request(normalised, training), { engine });
  const waiting = await train(request(normalised, { ...training, inject }), { engine });
  expect(bytes(waiting.weights)).toBe(bytes(plain.weights));
  const met = await train(request(normalised, { ...training, inject: { ...inject, fromEpoch: 2 } }), {
    engine,
  });
  expect(bytes(met.weights)).not.toBe(bytes(plain.weights));
});
