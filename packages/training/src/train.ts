import type { NamedArrays, PlanNetwork, PlanTraining, TrainingEpoch } from '@kirchhoff/plan';
import { fold, integersBelow, key, permutation } from '@kirchhoff/random';
import type { Engine } from './engine.js';
import { evaluate } from './evaluate.js';
import { TrainingFailure } from './failure.js';
import { logits, type Pass } from './forward.js';
import { gather, type LabelledImages } from './images.js';
import { initialWeights } from './initialise.js';
import { makeOptimizer, type Steps } from './optimizer.js';
import { learningRateAt } from './schedule.js';
import type { Scalar, Tensor2D, Variable } from './tensorflow.js';

export interface TrainingRequest {
  /** The training's id in the plan, for the log. */
  readonly id: string;
  readonly training: PlanTraining;
  readonly network: PlanNetwork;
  readonly repeat: number;
  /** [height, width, channels] */
  readonly shape: readonly number[];
  readonly classes: number;
  readonly train: LabelledImages;
  readonly test?: LabelledImages;
}

export interface TrainingOptions {
  readonly engine: Engine;
  readonly signal?: AbortSignal;
  /** Called a few times an epoch: epochs done (fractional) of all. */
  readonly onProgress?: (done: number, epochs: number) => void;
  readonly onEpoch?: (epoch: TrainingEpoch) => void;
}

export interface TrainedNetwork {
  readonly weights: NamedArrays;
  readonly epochs: readonly TrainingEpoch[];
}

interface State {
  readonly request: TrainingRequest;
  readonly options: TrainingOptions;
  readonly variables: Readonly<Record<string, Variable>>;
  readonly steps: Steps;
}

/**
 * Trains one repeat of one training: weights by name (dense [inputs, outputs], conv [height, width, channels in, channels out]) and a
 * log by epoch. The same request on the same engine and machine gives the same bytes. Throws TrainingFailure.
 */
export async function train(request: TrainingRequest, options: TrainingOptions): Promise<TrainedNetwork> {
  const { tf } = options.engine;
  if (request.train.count === 0)
    throw new TrainingFailure('no_training_images', 'the data set has no training images');
  const initial = initialWeights(request.network, request.training.seed, request.repeat);
  const variables = Object.fromEntries(
    Object.entries(initial).map(([name, { shape, data }]) => {
      const start = tf.tensor(data, [...shape]);
      const variable = tf.variable(start, true);
      start.dispose();
      return [name, variable];
    }),
  );
  const steps = makeOptimizer(tf, request.training);
  const state: State = { request, options, variables, steps };
  try {
    const epochs: TrainingEpoch[] = [];
    for (let epoch = 1; epoch <= request.training.epochs; epoch++) {
      const record = await trainEpoch(state, epoch);
      epochs.push(record);
      options.onEpoch?.(record);
    }
    return { weights: await readWeights(variables, initial), epochs };
  } finally {
    steps.optimizer.dispose();
    for (const variable of Object.values(variables)) variable.dispose();
  }
}

async function trainEpoch(state: State, epoch: number): Promise<TrainingEpoch> {
  const { request, options, steps } = state;
  const { training, train: set } = request;
  const shuffle = fold(fold(fold(key(training.seed), 'order'), request.repeat), epoch);
  const order = permutation(shuffle, set.count);
  const batches = Math.ceil(set.count / training.batch);
  const pause = Math.max(1, Math.floor(batches / 20));
  let loss = 0;
  let correct = 0;
  for (let batch = 0; batch < batches; batch++) {
    const done = epoch - 1 + batch / batches;
    steps.setRate(learningRateAt(training.learningRate, done, training.epochs));
    const first = batch * training.batch;
    const count = Math.min(training.batch, set.count - first);
    const result = step(state, gather(set, order, first, count), count, fold(shuffle, batch));
    loss += result.loss * count;
    correct += result.correct;
    if (!Number.isFinite(result.loss))
      throw new TrainingFailure(
        'diverged',
        `the loss is no longer a number in epoch ${epoch}, batch ${batch + 1}`,
        epoch,
      );
    if (batch % pause === 0) {
      options.onProgress?.(done, training.epochs);
      await new Promise(setImmediate);
      if (options.signal?.aborted)
        throw new TrainingFailure('interrupted', 'the training was interrupted', epoch);
    }
  }
  const test = request.test;
  return {
    training: request.id,
    repeat: request.repeat,
    epoch,
    learningRate: learningRateAt(training.learningRate, epoch - 1, training.epochs),
    trainingLoss: loss / set.count,
    trainingAccuracy: correct / set.count,
    testAccuracy:
      test === undefined
        ? null
        : evaluate(options.engine, request.network, state.variables, test, request.shape),
  };
}

function step(
  { request, options, variables, steps }: State,
  batch: { readonly images: Float32Array; readonly labels: Int32Array },
  count: number,
  dropout: ReturnType<typeof fold>,
): { readonly loss: number; readonly correct: number } {
  const { tf } = options.engine;
  let call = 0;
  const word = new Uint32Array(1);
  const pass: Pass = {
    weights: variables,
    training: true,
    dropoutSeed: () => {
      integersBelow(fold(dropout, call++), 0x7fffffff, 1, word);
      return word[0]!;
    },
  };
  return tf.tidy(() => {
    const images = tf.tensor(batch.images, [count, ...request.shape]);
    const labels = tf.tensor1d(batch.labels, 'int32');
    const targets = tf.oneHot(labels, request.classes);
    let correct = 0;
    const cost = steps.optimizer.minimize(
      () => {
        const output = logits(tf, request.network, images, pass);
        correct = tf.sum(tf.equal(tf.argMax(output, 1), labels)).dataSync()[0]!;
        return tf.losses.softmaxCrossEntropy(targets as Tensor2D, output) as Scalar;
      },
      true,
      Object.values(variables),
    )!;
    return { loss: cost.dataSync()[0]!, correct };
  });
}

async function readWeights(
  variables: Readonly<Record<string, Variable>>,
  initial: NamedArrays,
): Promise<NamedArrays> {
  const entries = Object.entries(variables).map(async ([name, variable]) => {
    const data = Float32Array.from(await variable.data());
    return [name, { shape: initial[name]!.shape, data }] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}
