import type { NamedArrays } from '@kirchhoff/plan';
import { fold, integersBelow } from '@kirchhoff/random';
import type { Batch } from './batch.js';
import { type Hardware, logits, type Moments } from './forward.js';
import { freshMemory, type Memory } from './memory.js';
import { isTrained } from './parameters.js';
import type { Engine } from './engine.js';
import type { TrainingRequest } from './request.js';
import type { Scalar, Tensor, Tensor2D, Tensorflow } from './tensorflow.js';
import { valuesOf } from './values.js';

/** What one pass forward and back gave. */
export interface Gradient {
  /** By array, of the mean loss. */
  readonly gradients: Record<string, Float32Array>;
  /** Mean over the images [nat]. */
  readonly loss: number;
  readonly correct: number;
  readonly moments: ReadonlyMap<string, Moments>;
}

/** The arrays as tensors; dispose them, or make them in a tidy. */
export const tensorsOf = (tf: Tensorflow, arrays: NamedArrays): Record<string, Tensor> =>
  Object.fromEntries(
    Object.entries(arrays).map(([name, { shape, data }]) => [name, tf.tensor(data, [...shape])]),
  );

/** Seeds of the dropouts of a step, one after another. */
function dropoutSeeds({ key }: Batch): () => number {
  let call = 0;
  const word = new Uint32Array(1);
  return () => {
    integersBelow(fold(key, call++), 0x7fffffff, 1, word);
    return word[0]!;
  };
}

export interface GradientOptions {
  readonly hardware?: Hardware | undefined;
  readonly memory?: Memory;
  /** Whether dropout acts. */
  readonly drops?: boolean;
}

/** Gradients of the mean cross-entropy of a batch at `arrays`, which may differ from the weights that will be moved; with hardware also those of the ranges that it learns. They are written to `memory`. */
export function gradientOf(
  { tf }: Engine,
  request: Pick<TrainingRequest, 'network' | 'shape' | 'classes'>,
  arrays: NamedArrays,
  batch: Batch,
  { hardware, memory = freshMemory, drops = true }: GradientOptions = {},
): Gradient {
  const moments = new Map<string, Moments>();
  const gradients: Record<string, Float32Array> = {};
  let correct = 0;
  let loss = 0;
  // tfjs searches what a tidy returns for tensors, number by number: arrays leave by assignment.
  tf.tidy(() => {
    const tensors = tensorsOf(tf, arrays);
    const names = [...Object.keys(arrays).filter(isTrained), ...(hardware?.learned ?? [])];
    const images = tf.tensor(batch.images, [batch.count, ...request.shape]);
    const labels = tf.tensor1d(batch.labels, 'int32');
    const targets = tf.oneHot(labels, request.classes) as Tensor2D;
    const cost = (...trained: Tensor[]): Scalar => {
      const weights = { ...tensors, ...Object.fromEntries(names.map((name, i) => [name, trained[i]!])) };
      const output = logits(tf, request.network, images, {
        weights,
        training: true,
        drops,
        dropoutSeed: dropoutSeeds(batch),
        ...(hardware !== undefined && { hardware }),
        onMoments: (node, each) => moments.set(node, each),
      });
      correct = tf.sum(tf.equal(tf.argMax(output, 1), labels)).dataSync()[0]!;
      return tf.losses.softmaxCrossEntropy(targets, output) as Scalar;
    };
    const { value, grads } = tf.valueAndGrads(cost)(names.map((name) => tensors[name]!));
    const { of } = valuesOf(tf);
    names.forEach((name, i) => {
      const slopes = of(grads[i]!);
      gradients[name] = memory(name, slopes.length);
      gradients[name].set(slopes);
    });
    loss = value.dataSync()[0]!;
  });
  return { gradients, loss, correct, moments };
}
