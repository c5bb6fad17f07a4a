import { createRequire } from 'node:module';
import type { Tensorflow } from './tensorflow.js';
import { registerKernels } from './wasm/register.js';

/** Engines from the fastest to the slowest. */
export const engineNames = ['tfjs-node', 'wasm', 'cpu'] as const;
export type EngineName = (typeof engineNames)[number];

export interface Engine {
  readonly name: EngineName;
  readonly version: string;
  readonly tf: Tensorflow;
}

/** Why an engine was passed over; printed by `kir doctor`. */
export interface EngineRefusal {
  readonly name: EngineName;
  readonly reason: string;
}

export type Import = (module: string) => Promise<unknown>;

const importModule: Import = (module) => import(module);

function namespace(module: unknown): Tensorflow {
  const candidate = module as Tensorflow & { default?: Tensorflow };
  return typeof candidate.tensor === 'function' ? candidate : candidate.default!;
}

/** tfjs-node 4.22 calls `util.isNullOrUndefined`, which Node 23 removed. */
function restoreIsNullOrUndefined(): void {
  const util = createRequire(import.meta.url)('node:util') as Record<string, unknown>;
  util.isNullOrUndefined ??= (value: unknown) => value === null || value === undefined;
}

const loaders: Readonly<Record<EngineName, (load: Import) => Promise<Tensorflow>>> = {
  'tfjs-node': async (load) => {
    restoreIsNullOrUndefined();
    const tf = namespace(await load('@tensorflow/tfjs-node'));
    await tf.ready();
    return tf;
  },
  wasm: async (load) => {
    const tf = namespace(await load('@tensorflow/tfjs-core'));
    // Registers the gradients and the chained operations; without it `Sum` has no gradient.
    await load('@tensorflow/tfjs-layers');
    await load('@tensorflow/tfjs-backend-wasm');
    if (!(await tf.setBackend('wasm'))) throw new Error('the WebAssembly backend did not start');
    await tf.ready();
    await registerKernels(tf);
    return tf;
  },
  cpu: async (load) => {
    const tf = namespace(await load('@tensorflow/tfjs-core'));
    await load('@tensorflow/tfjs-layers');
    await load('@tensorflow/tfjs-backend-cpu');
    // Else the plain backend advises to install tfjs-node on its first use.
    tf.enableProdMode();
    await tf.setBackend('cpu');
    await tf.ready();
    return tf;
  },
};

/**
 * The first engine that loads, in the order tfjs-node, wasm, cpu; `only` asks for one.
 * Throws where the one asked for does not load; `refusals` says why others were passed over.
 */
export async function loadEngine(
  only?: EngineName,
  load: Import = importModule,
): Promise<{ readonly engine: Engine; readonly refusals: readonly EngineRefusal[] }> {
  const refusals: EngineRefusal[] = [];
  for (const name of only === undefined ? engineNames : [only]) {
    try {
      const tf = await loaders[name](load);
      return { engine: { name, version: tf.version_core, tf }, refusals };
    } catch (cause) {
      refusals.push({ name, reason: firstLine(cause) });
    }
  }
  throw new Error(
    `no training engine loads: ${refusals.map(({ name, reason }) => `${name}: ${reason}`).join('; ')}`,
  );
}

const firstLine = (cause: unknown): string =>
  (cause instanceof Error ? cause.message : String(cause)).split('\n')[0]!.slice(0, 200);
