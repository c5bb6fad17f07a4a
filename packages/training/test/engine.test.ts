import { loadEngine } from '../src/engine.js';
import type { TrainingRequest } from '../src/request.js';
import type { Tensorflow } from '../src/tensorflow.js';
import { train } from '../src/train.js';
import { clusters, job, normalised } from './fixtures.js';

/** A module loader in which some modules are absent and others are replaced. */
const loader =
  (absent: readonly string[], double: Readonly<Record<string, () => Promise<unknown>>> = {}) =>
  (module: string): Promise<unknown> => {
    if (absent.includes(module)) return Promise.reject(new Error(`Cannot find package '${module}'`));
    return double[module]?.() ?? import(module);
  };

/** A double of tfjs-node: its module name, and the plain engine underneath. */
async function node(): Promise<unknown> {
  const tf = (await import('@tensorflow/tfjs-core')) as Tensorflow;
  tf.enableProdMode();
  await import('@tensorflow/tfjs-layers');
  await import('@tensorflow/tfjs-backend-cpu');
  await tf.setBackend('cpu');
  return tf;
}

describe('engine selection', () => {
  it('takes tfjs-node where it loads, and trains on it with no change', async () => {
    const { engine, refusals } = await loadEngine(undefined, loader([], { '@tensorflow/tfjs-node': node }));
    expect(engine.name).toBe('tfjs-node');
    expect(refusals).toEqual([]);
    const request: TrainingRequest = {
      id: 't',
      training: { ...job, epochs: 2 },
      network: normalised,
      repeat: 0,
      shape: [6, 6, 2],
      classes: 3,
      train: clusters([6, 6, 2], 3, 60, 'train'),
      test: clusters([6, 6, 2], 3, 30, 'test'),
    };
    const there = await train(request, { engine });
    const here = await train(request, { engine: (await loadEngine('cpu')).engine });
    expect(there.epochs.at(-1)!.trainingLoss).toBeLessThan(there.epochs[0]!.trainingLoss);
    expect(there).toEqual(here);
  });

  it('falls back to WebAssembly and says why', async () => {
    const { engine, refusals } = await loadEngine(undefined, loader(['@tensorflow/tfjs-node']));
    expect(engine.name).toBe('wasm');
    expect(refusals).toEqual([{ name: 'tfjs-node', reason: "Cannot find package '@tensorflow/tfjs-node'" }]);
  });

  it('falls back to the plain engine last', async () => {
    const { engine } = await loadEngine(
      undefined,
      loader(['@tensorflow/tfjs-node', '@tensorflow/tfjs-backend-wasm']),
    );
    expect(engine.name).toBe('cpu');
  });

  it('refuses an engine that was asked for by name and is absent', async () => {
    await expect(loadEngine('tfjs-node', loader(['@tensorflow/tfjs-node']))).rejects.toThrow(
      /no training engine loads: tfjs-node/,
    );
  });
});
