import type { PlanTraining } from '@kirchhoff/plan';
import { loadEngine } from '../src/engine.js';
import { train, type TrainingRequest } from '../src/train.js';
import { clusters, convolutional, dense, job } from './fixtures.js';

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
