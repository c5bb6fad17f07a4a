import { runJobs } from '@kirchhoff/runtime';
import type { Diagnostic } from '@kirchhoff/model';
import type { NamedArrays } from '@kirchhoff/plan';
import type { Checkpoint, Engine } from '@kirchhoff/training';
import { exit } from '../exit.js';
import { trainingFailed } from '@kirchhoff/language';
import { fail, refuseToRun } from '../failure.js';
import type { ObtainOptions } from './obtain.js';
import type { StoredWeights } from './store.js';
import { type TrainJob, trainJob, type TrainOutcome } from './train-job.js';
import { classesOf, nameOf, type Wanted } from './wanted.js';

export interface TrainAllOptions extends Omit<ObtainOptions, 'engine'> {
  readonly engine: Engine;
  readonly folder: string;
  /** Told every network as soon as it is trained, so that none is lost to what happens to others. */
  readonly onTrained: (key: string, stored: StoredWeights) => void;
  /** Told every training that gave no network. */
  readonly onFailed: (key: string) => void;
}

/** A network to train, the key it will be kept under, and how far it came before. */
export interface ToTrain {
  readonly wanted: Wanted;
  readonly key: string;
  readonly resume: Checkpoint | undefined;
  readonly start: NamedArrays | undefined;
}

/** How often progress is looked at [ms]. */
const period = 200;

/** Trains networks side by side, with progress. Throws a Failure where any of them diverge, after the others are done; RunFailure when interrupted. */
export async function trainAll(
  networks: readonly ToTrain[],
  options: TrainAllOptions,
): Promise<Map<string, StoredWeights>> {
  if (networks.length === 0) return new Map();
  const jobs = networks.map((each) => jobOf(each, options));
  const stop = watchProgress(jobs, options);
  try {
    const outcomes = await perform(jobs, options, (index, outcome) => {
      const { key } = networks[index]!;
      if (outcome.kind === 'trained') options.onTrained(key, outcome.stored);
      if (outcome.kind === 'failed' && outcome.evidence !== undefined) options.onFailed(key);
    });
    requireTrained(networks, outcomes, options);
    return new Map(
      outcomes.flatMap((outcome, index) =>
        outcome.kind === 'trained' ? [[nameOf(networks[index]!.wanted), outcome.stored] as const] : [],
      ),
    );
  } finally {
    stop();
  }
}

const jobOf = (
  { wanted: { id, repeat, training, network, injected }, key, resume, start }: ToTrain,
  { engine, sets, folder }: Pick<TrainAllOptions, 'engine' | 'sets' | 'folder'>,
): TrainJob => {
  const { shape, train, test, calibration } = sets.get(training.data)!;
  const done = new Float64Array(new SharedArrayBuffer(8));
  done[0] = resume?.epochs.length ?? 0;
  return {
    id,
    repeat,
    training,
    network,
    engine: engine.name,
    shape,
    classes: classesOf({ network }),
    train: train(),
    test: test(),
    done,
    calibration: calibration(),
    kept: { folder, key },
    resume,
    ...(start !== undefined && { start }),
    ...(injected !== undefined && { injected }),
  };
};

/** Worker threads, one per network at most; the native engine has threads of its own and stays here. */
async function perform(
  jobs: readonly TrainJob[],
  options: TrainAllOptions,
  onOutcome: (index: number, outcome: TrainOutcome) => void,
): Promise<TrainOutcome[]> {
  const { engine, signal, workers } = options;
  if (engine.name === 'tfjs-node') {
    const outcomes: TrainOutcome[] = [];
    for (const [index, job] of jobs.entries()) {
      outcomes.push(await trainJob(job, signal));
      onOutcome(index, outcomes[index]!);
    }
    return outcomes;
  }
  return runJobs<TrainJob, TrainOutcome>(
    {
      entry: new URL('./worker.js', import.meta.url),
      handler: 'work',
      workers: Math.min(workers, jobs.length),
      signal,
    },
    jobs.map((job) => ({ name: `training ${job.id}, repeat ${job.repeat}`, payload: job })),
    onOutcome,
  );
}

/**
 * Throws a Failure that tells of every training without weights; what the others gave is kept, and taken from there next time. A full disk
 * is thrown as the file error that it is.
 */
function requireTrained(
  networks: readonly ToTrain[],
  outcomes: readonly TrainOutcome[],
  { nameOfTraining, watch }: Pick<TrainAllOptions, 'nameOfTraining' | 'watch'>,
): void {
  const kept = outcomes.filter(({ kind }) => kind === 'trained').length;
  const reports: Diagnostic[] = [];
  const plain: string[] = [];
  for (const [index, outcome] of outcomes.entries()) {
    if (outcome.kind === 'trained') continue;
    if (outcome.kind === 'full') throw Object.assign(new Error(outcome.message), outcome.fault);
    const { message: what, evidence } = outcome;
    const { id, repeat } = networks[index]!.wanted;
    const training = nameOfTraining(id);
    if (evidence === undefined) {
      plain.push(`training ${training} (repeat ${repeat}) failed: ${what}`);
      continue;
    }
    const layers = Object.entries(evidence.layers).map(([layer, each]) => ({ layer, ...each }));
    reports.push(trainingFailed({ training, repeat, what, layers, kept, advice: evidence.advice }));
  }
  if (reports.length === 0 && plain.length > 0) throw fail(exit.runFailed, plain.join('\n'));
  plain.forEach((text) => watch.warn(text));
  if (reports.length > 0) throw refuseToRun(...reports);
}

/** Tells the progress of all jobs together until stopped. */
function watchProgress(jobs: readonly TrainJob[], { watch }: TrainAllOptions): () => void {
  const progress = watch.progress();
  const epochs = jobs.reduce((sum, { training }) => sum + training.epochs, 0);
  const networks = jobs.length === 1 ? 'one network' : `${jobs.length} networks`;
  const timer = setInterval(() => {
    const done = jobs.reduce((sum, job) => sum + job.done[0]!, 0);
    watch.emit({ kind: 'training', networks: jobs.length, done, epochs });
    progress.update(done / epochs, `training ${networks}, ${done.toFixed(1)} of ${epochs} epochs`);
  }, period);
  return () => {
    clearInterval(timer);
    progress.end();
  };
}
