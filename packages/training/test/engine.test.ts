import { loadEngine } from '../src/engine.js';

/** A module loader in which some modules are absent and others are replaced. */
const loader =
  (absent: readonly string[], double: Readonly<Record<string, () => Promise<unknown>>> = {}) =>
  (module: string): Promise<unknown> => {
    if (absent.includes(module)) return Promise.reject(new Error(`Cannot find package '${module}'`));
    return double[module]?.() ?? import(module);
  };

describe('engine selection', () => {
  it('takes tfjs-node where it loads', async () => {
    const node = async (): Promise<unknown> => {
      const tf = (await import('@tensorflow/tfjs-core')) as { setBackend(name: string): Promise<boolean> };
      await import('@tensorflow/tfjs-layers');
      await import('@tensorflow/tfjs-backend-cpu');
      await tf.setBackend('cpu');
      return tf;
    };
    const { engine, refusals } = await loadEngine(undefined, loader([], { '@tensorflow/tfjs-node': node }));
    expect(engine.name).toBe('tfjs-node');
    expect(refusals).toEqual([]);
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
