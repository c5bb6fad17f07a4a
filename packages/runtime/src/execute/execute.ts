import { loadKernels } from '@kirchhoff/kernels';
import {
  type Baseline,
  type Images,
  type Plan,
  resolutionOf,
  type Results,
  type TrialResult,
} from '@kirchhoff/plan';
import { availableParallelism } from 'node:os';
import { direct } from '../direct/direct.js';
import type { Want } from '../direct/director.js';
import type { RunInputs } from '../inputs.js';
import type { RunOptions } from '../options.js';
import { createPool, type Pool } from '../pool/pool.js';
import type { Place } from '../recorded.js';
import { sharedInputs } from '../shared.js';
import type { Work } from '../worker/task.js';
import type { WorkerStart } from '../worker/worker.js';
import { biasTeller } from './biases.js';
import { type Chip, type Evaluator, evaluator } from './evaluator.js';
import { noWork, plus } from './gather.js';
import { type Ledger, openLedger } from './ledger.js';
import { repeatsOf } from './places.js';
import { type Tally, tally } from './tally.js';

/** Tests run from the sources, where a thread cannot start: the worker is always the built file. */
const entry = new URL('../../dist/worker/worker.js', import.meta.url);

/** The plan with the named experiments alone. */
const chosen = (plan: Plan, names: RunOptions['experiments']): Plan =>
  names === undefined
    ? plan
    : { ...plan, experiments: plan.experiments.filter(({ name }) => names.includes(name)) };

/** What an experiment wants of every network of a point, in plan order. */
interface PlaceWant {
  readonly place: Place;
  readonly trials: number;
}

const imagesOf = ({ data }: RunInputs): Images =>
  Object.fromEntries(Object.entries(data).map(([id, { test }]) => [id, test.count]));

const wantsOf = (plan: Plan, inputs: RunInputs, ledger: Ledger): PlaceWant[] =>
  plan.experiments.flatMap((experiment, index) =>
    direct(experiment, ledger.knownOf(index), imagesOf(inputs)).flatMap(({ point, trials }: Want) =>
      Array.from({ length: repeatsOf(inputs, experiment.points[point]!) }, (_, repeat) => ({
        place: { experiment: index, point, repeat },
        trials,
      })),
    ),
  );

/** Wanted chips that are not known, in plan order: experiment, point, repeat, trial. */
const missingOf = (wants: readonly PlaceWant[], ledger: Ledger): Chip[] =>
  wants.flatMap(({ place, trials }) =>
    Array.from({ length: trials }, (_, trial) => ({ place, trial })).filter(
      ({ trial }) => ledger.trial(place, trial) === undefined,
    ),
  );

function resultsOf(wants: readonly PlaceWant[], { ledger, inputs }: Run): Results {
  const trials: TrialResult[] = [];
  const baselines: Baseline[] = [];
  for (const { place, trials: count } of wants) {
    if (count > 0) baselines.push(ledger.trial(place, 0)!.baseline);
    for (let trial = 0; trial < count; trial++) trials.push(ledger.trial(place, trial)!.result);
  }
  return { trials, baselines, training: [], images: imagesOf(inputs) };
}

/** The step of the accuracy at a place, a fraction. */
const stepAt = ({ experiments }: Plan, inputs: RunInputs, { experiment, point }: Place): number =>
  resolutionOf('accuracy', experiments[experiment]!.points[point]!, imagesOf(inputs));

/** What all rounds of a run share. */
interface Run {
  readonly plan: Plan;
  readonly inputs: RunInputs;
  readonly ledger: Ledger;
  readonly options: RunOptions;
  readonly counts: Tally;
}

async function evaluateMissing(run: Run, missing: readonly Chip[], by: Evaluator): Promise<void> {
  const { ledger, options, counts } = run;
  await by.evaluate(missing, ({ place }, trial) => {
    options.recorded?.keep(place, trial);
    ledger.add(place, trial);
    counts.done(place, trial);
  });
}

/** Rounds of chips, each decided from the results before it, until everything wanted is known. */
async function runRounds(run: Run, start: () => Promise<Evaluator>): Promise<PlaceWant[]> {
  const { plan, inputs, ledger, options, counts } = run;
  let by: Evaluator | undefined;
  for (;;) {
    const wants = wantsOf(plan, inputs, ledger);
    const missing = missingOf(wants, ledger);
    if (missing.length === 0) return wants;
    const first = by === undefined;
    const began = Date.now();
    by ??= await start();
    await by.prepare([...new Set(missing.map(({ place }) => place))]);
    if (first) options.onEvent?.({ kind: 'prepared', seconds: (Date.now() - began) / 1000 });
    counts.expect(missing.map(({ place }) => place));
    await evaluateMissing(run, missing, by);
  }
}

/**
 * Runs every chip instance that a plan wants and `recorded` does not know: software baselines, calibration, ideal chips, trials. Results
 * are in plan order and the same bytes for any number of workers, any order, any kernel technology, and any part known beforehand.
 * Throws RunFailure, and what `recorded.keep` throws. The training log is the caller's.
 */
export async function execute(whole: Plan, given: RunInputs, options: RunOptions = {}): Promise<Results> {
  const plan = chosen(whole, options.experiments);
  const { workers = availableParallelism(), signal, onEvent } = options;
  const { technology, fused: fastMath, fallback } = await loadKernels(options.technology, options);
  const started = Date.now();
  const inputs = sharedInputs(given);
  const ledger = openLedger(plan, inputs, options.recorded);
  const run: Run = {
    plan,
    inputs,
    ledger,
    options,
    counts: tally(onEvent, (place) => stepAt(plan, inputs, place)),
  };
  const wants = wantsOf(plan, inputs, ledger);
  const trials = missingOf(wants, ledger).length;
  const known = wants.reduce((sum, want) => sum + want.trials, 0) - trials;
  const points = plan.experiments.reduce((sum, experiment) => sum + experiment.points.length, 0);
  onEvent?.({ kind: 'started', points, trials, known, workers, technology, fastMath, fallback });
  const tellBiases = biasTeller(onEvent);
  let work = noWork;
  const worked = (more: Work): void => void (work = plus(work, more));
  for (const { place } of wants)
    if (ledger.trial(place, 0) !== undefined) tellBiases(options.recorded?.clippedBiases?.(place) ?? []);
  let pool: Pool | undefined;
  const start = async (): Promise<Evaluator> => {
    pool = createPool({
      entry: options.entry ?? entry,
      handler: 'handle',
      workers,
      workerData: { plan, inputs, technology, fastMath } satisfies WorkerStart,
      signal,
      onCrash: (task, attempt, reason) => onEvent?.({ kind: 'worker_crash', task, attempt, reason }),
    });
    return evaluator(plan, inputs, pool, { ...options, workers, tellBiases, worked });
  };
  try {
    const settled = await runRounds(run, start);
    onEvent?.({ kind: 'finished', seconds: (Date.now() - started) / 1000, work });
    return resultsOf(settled, run);
  } finally {
    await pool?.close();
  }
}
