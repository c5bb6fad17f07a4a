import type { NamedArrays, PlanTraining, TrainingEpoch } from '@kirchhoff/plan';
import { TrainingFailure } from './failure.js';
import { emptyTally, layerRecords } from './record.js';

const isNumber = (value: unknown): value is number => typeof value === 'number';

/** The largest rate that a schedule reaches, in the words of the language. */
function rateText({ learningRate }: PlanTraining): string {
  const peak = Math.max(
    ...['rate', 'peak', 'start', 'end']
      .map((name) => (learningRate as Record<string, unknown>)[name])
      .filter(isNumber),
  );
  return `a smaller learning_rate (its largest value is ${peak}), or warm_up = 1 epochs`;
}

/** What is worth changing, most promising first. */
function adviceFor(training: PlanTraining): string[] {
  const { clipGradients, clipWeights, inject } = training;
  return [
    rateText(training),
    ...(clipGradients === null ? ['clip_gradients = 1'] : []),
    ...(inject !== null && clipWeights === null
      ? ['clip_weights = 2.5 sigma: injected variation drives the largest weight up']
      : []),
    ...(inject !== null ? [`inject with a smaller strength (now ${inject.strength}), or a ramp`] : []),
  ];
}

function failureOf(
  kind: 'diverged' | 'collapsed',
  what: string,
  training: PlanTraining,
  arrays: NamedArrays,
  epoch: number,
): TrainingFailure {
  const layers = layerRecords(arrays, emptyTally());
  return new TrainingFailure(kind, what, epoch, { layers, advice: adviceFor(training) });
}

/** The failure of a training whose loss or gradient is no longer a number, with the weights that gave it. */
export const diverged = (
  training: PlanTraining,
  arrays: NamedArrays,
  { epoch, batch }: { readonly epoch: number; readonly batch: number },
): TrainingFailure =>
  failureOf(
    'diverged',
    `the loss is no longer a number in epoch ${epoch}, batch ${batch}`,
    training,
    arrays,
    epoch,
  );

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

const isFinite = (values: Float32Array): boolean => values.every(Number.isFinite);

/** Times the loss of guessing, ln(classes), beyond which a network that answers by chance knows less than nothing. */
const far = 10;

/**
 * The failure of a training whose weights or losses are no numbers after an epoch, or whose losses are far above that of guessing while it
 * answers by chance, on training and on test images; undefined else.
 */
export function explosion(
  training: PlanTraining,
  arrays: NamedArrays,
  { epoch, trainingLoss, trainingAccuracy, testLoss, testAccuracy }: TrainingEpoch,
  classes: number,
): TrainingFailure | undefined {
  const broken = Object.entries(arrays).find(([, { data }]) => !isFinite(data))?.[0];
  const fail = (what: string): TrainingFailure => failureOf('diverged', what, training, arrays, epoch);
  if (broken !== undefined) return fail(`${broken} holds what is no number after epoch ${epoch}`);
  if (!Number.isFinite(trainingLoss) || !Number.isFinite(testLoss ?? 0))
    return fail(`the loss is no longer a number after epoch ${epoch}`);
  const guessing = Math.log(classes);
  const isLost = (loss: number, accuracy: number): boolean =>
    loss > far * guessing && accuracy * classes < left;
  if (!isLost(trainingLoss, trainingAccuracy) || !isLost(testLoss ?? Infinity, testAccuracy ?? 0))
    return undefined;
  return fail(
    `in epoch ${epoch} the training loss is ${trainingLoss.toPrecision(3)}, where guessing gives ${guessing.toFixed(2)}, and the answers are those of guessing`,
  );
}

/** Share of chance-level answers: twice what guessing gives was learned, and less than 1.2 times of it is left. */
const learned = 2;
const left = 1.2;

/**
 * The failure of a training that had learned something and answers by chance again; undefined else. Chance is 1 / classes, so that with
 * fewer than three classes nothing counts as learned.
 */
export function collapse(
  training: PlanTraining,
  arrays: NamedArrays,
  epochs: readonly TrainingEpoch[],
  classes: number,
): TrainingFailure | undefined {
  const last = epochs.at(-1)!;
  const best = Math.max(...epochs.map(({ trainingAccuracy }) => trainingAccuracy));
  if (best * classes < learned || last.trainingAccuracy * classes >= left) return undefined;
  return failureOf(
    'collapsed',
    `in epoch ${last.epoch} the training accuracy fell from ${percent(best)} to ${percent(last.trainingAccuracy)}, which guessing would give`,
    training,
    arrays,
    last.epoch,
  );
}

/** Share of its best training accuracy that a training is expected to end with. */
const kept = 0.5;

/** What makes a training that ended doubtful: it is no better than guessing, or far below what it had reached; undefined else. */
export function doubt(epochs: readonly TrainingEpoch[], classes: number): string | undefined {
  const last = epochs.at(-1);
  if (last === undefined) return undefined;
  const guessing = Math.log(classes);
  if (last.trainingLoss >= guessing)
    return `its loss ends at ${last.trainingLoss.toFixed(2)}, which guessing would give (${guessing.toFixed(2)}): it has learned nothing that lasts`;
  const best = Math.max(...epochs.map(({ trainingAccuracy }) => trainingAccuracy));
  if (last.trainingAccuracy >= kept * best) return undefined;
  return `its training accuracy fell from ${percent(best)} to ${percent(last.trainingAccuracy)}`;
}
