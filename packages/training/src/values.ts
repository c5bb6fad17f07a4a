import { type Restore, restoreChannels, type Times, times } from './channels.js';
import type { Tensor, Tensorflow } from './tensorflow.js';

/** How values get out of an engine and into it. */
export interface Values {
  /** The values of a float32 tensor, where the engine keeps them if it can be reached: to be read before it computes again, never written. */
  of(x: Tensor): Float32Array;
  /** A tensor whose values `fill` writes, given those of `inputs`. */
  make(
    shape: readonly number[],
    inputs: readonly Tensor[],
    fill: (out: Float32Array, ...values: readonly Float32Array[]) => void,
  ): Tensor;
  /** Runs a layer's sum that only its gradient is wanted of: its values may be anything. */
  unread<T>(run: () => T): T;
  readonly times: Times;
  readonly restore: Restore;
  /** dy times 1 where x > 0, times 0 elsewhere, in one pass; null where the engine's own gradient serves. */
  readonly reluGradient: ((x: Tensor, dy: Tensor) => Tensor) | null;
}

/** Copies, for every engine. */
function copies(tf: Tensorflow): Values {
  const of = (x: Tensor): Float32Array => x.dataSync() as Float32Array;
  return {
    of,
    unread: (run) => run(),
    times,
    restore: restoreChannels,
    reluGradient: null,
    make(shape, inputs, fill) {
      const out = new Float32Array(shape.reduce((product, size) => product * size, 1));
      fill(out, ...inputs.map(of));
      return tf.tensor(out, [...shape]);
    },
  };
}

/** Values in the memory of a backend, by its name. */
const known = new Map<string, Values>();

export const registerValues = (backendName: string, values: Values): void =>
  void known.set(backendName, values);

export const valuesOf = (tf: Tensorflow): Values => known.get(tf.getBackend()) ?? copies(tf);
