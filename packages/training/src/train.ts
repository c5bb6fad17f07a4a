import { isRange, type NamedArrays, type TrainingEpoch } from '@kirchhoff/plan';
import { fold, key } from '@kirchhoff/random';
import type { Checkpoint } from './checkpoint.js';
import { collapse, explosion } from './divergence.js';
import type { Engine } from './engine.js';
import { evaluate } from './evaluate.js';
import { trainEpoch } from './epoch.js';
import { TrainingFailure } from './failure.js';
import { initialWeights } from './initialise.js';
import { makeInjection } from './inject/injection.js';
import { hasBegun, strengthAt } from './inject/strength.js';
import { arrayShapes, copyArrays, isTrained } from './parameters.js';
import type { TrainingRequest } from './request.js';
import { recalibrate } from './recalibrate.js';
import { shouldStop } from './stop.js';
import { keptMemory } from './memory.js';
import { makeUpdater } from './update/updater.js';

export interface TrainingOptions {
  readonly engine: Engine;
  readonly signal?: AbortSignal;
  /** Goes on after the last epoch of a checkpoint of the same request. */
  readonly resume?: Checkpoint;
  /** Called a few times an epoch: epochs done (fractional) of all. */
  readonly onProgress?: (done: number, epochs: number) => void;
  readonly onEpoch?: (epoch: TrainingEpoch) => void;
  /** Told after every epoch but the last; its arrays change with the next step, so write them at once. */
  readonly onCheckpoint?: (checkpoint: Checkpoint) => void;
}

export interface TrainedNetwork {
  readonly weights: NamedArrays;
  readonly epochs: readonly TrainingEpoch[];
}

/** The arrays of the network alone: an injection that has not begun learned no ranges. */
const ofNetwork = ({ network }: TrainingRequest, arrays: NamedArrays): NamedArrays =>
  Object.fromEntries([...arrayShapes(network).keys()].map((name) => [name, arrays[name]!]));

/** The arrays a training begins with. Throws TrainingFailure where given ones do not fit the network. */
function startOf({ network, training, repeat, start }: TrainingRequest): NamedArrays {
  if (start === undefined) return initialWeights(network, training.seed, repeat);
  const wanted = [...arrayShapes(network)];
  const misfit = wanted.find(([name, shape]) => start[name]?.shape.join(' x ') !== shape.join(' x '));
  if (misfit === undefined)
    return copyArrays(Object.fromEntries(wanted.map(([name]) => [name, start[name]!])));
  const [name, shape] = misfit;
  throw new TrainingFailure(
    'start_does_not_fit',
    `start_from does not fit the network: ${name} should be ${shape.join(' x ')}, but is ${start[name]?.shape.join(' x ') ?? 'missing'}`,
  );
}

function requireImages({ train, test, training }: TrainingRequest): void {
  if (train.count === 0)
    throw new TrainingFailure('no_training_images', 'the data set has no training images');
  if (training.stopWhen !== null && (test === undefined || test.count === 0))
    throw new TrainingFailure(
      'no_test_images',
      'stop_when watches the test loss, and there are no test images',
    );
}

/** The last epoch with the test results of the network as it is kept. */
function tested(
  request: TrainingRequest,
  { engine }: TrainingOptions,
  arrays: NamedArrays,
  last: TrainingEpoch,
): TrainingEpoch {
  if (request.test === undefined) return last;
  const { loss, accuracy } = evaluate(engine, request, arrays, request.test);
  return { ...last, testLoss: loss, testAccuracy: accuracy };
}

/**
 * Trains one repeat of one training: weights by name (dense [inputs, outputs], conv [height, width, channels in of a group, channels
 * out]), ranges that it learned (`rangeNames`), and a log by epoch. The same request on the same engine and machine gives the same bytes, resumed or not. Throws TrainingFailure.
 */
export async function train(request: TrainingRequest, options: TrainingOptions): Promise<TrainedNetwork> {
  requireImages(request);
  const { training, repeat } = request;
  const { resume } = options;
  const injection = await makeInjection(request, options.engine);
  const start = (): NamedArrays => {
    const own = startOf(request);
    return { ...own, ...injection?.ranges(own) };
  };
  const arrays = resume === undefined ? start() : copyArrays(resume.weights);
  const trained = Object.fromEntries(
    Object.entries(arrays).filter(([name]) => isTrained(name) || isRange(name)),
  );
  const updater = makeUpdater(training, trained, resume?.updater);
  const state = { request, options, arrays, updater, injection, memory: keptMemory() };
  const epochs: TrainingEpoch[] = [...(resume?.epochs ?? [])];
  while (epochs.length < training.epochs && !shouldStop(training, epochs)) {
    epochs.push(await trainEpoch(state, epochs.length + 1));
    const { classes } = request;
    const failure =
      explosion(training, arrays, epochs.at(-1)!, classes) ?? collapse(training, arrays, epochs, classes);
    if (failure !== undefined) throw failure;
    options.onEpoch?.(epochs.at(-1)!);
    if (epochs.length < training.epochs)
      options.onCheckpoint?.({ weights: arrays, updater: updater.state(), epochs });
  }
  const waiting = injection !== undefined && !hasBegun(injection.inject, epochs.length);
  if (training.recalibrateBatchNorm) {
    recalibrate(
      options.engine,
      request,
      arrays,
      waiting || injection === undefined
        ? undefined
        : { injection, strength: strengthAt(injection.inject, epochs.length) },
      fold(fold(key(training.seed), 'recalibrate'), repeat),
    );
    epochs.push(tested(request, options, arrays, epochs.pop()!));
  }
  return { weights: waiting ? ofNetwork(request, arrays) : arrays, epochs };
}
