import type { Plan, Results } from '@kirchhoff/plan';
import { execute, RunFailure, type RunEvent, type RunInputs } from '@kirchhoff/runtime';
import { exit } from '../exit.js';
import { fail } from '../failure.js';
import type { Session } from '../session.js';
import type { RunStore } from '../store/run-store.js';
import type { Progress } from '../terminal/progress.js';
import type { Watcher } from './events.js';
import { warnOfBiases } from './warn-of-biases.js';
import { workersOf } from './workers.js';

/** Results of every chip, and the kernels that made them. */
export interface Evaluation {
  readonly results: Results;
  readonly kernels: string;
}

/** Evaluates every chip of a plan, with progress. Throws a Failure that says why there are no results. */
export async function evaluate(
  plan: Plan,
  inputs: RunInputs,
  { options, signal }: Session,
  { watch, store }: { readonly watch: Watcher; readonly store: RunStore },
): Promise<Evaluation> {
  const progress = watch.progress();
  let kernels = '';
  const onEvent = (event: RunEvent): void => {
    watch.emit(event);
    if (event.kind === 'started') {
      kernels = event.fastMath ? `${event.technology}, fast math` : event.technology;
      if (event.fallback !== null) watch.warn(`${event.fallback}: the kernels are ${event.technology}`);
    }
    if (event.kind === 'worker_crash')
      watch.warn(`a worker ended during ${event.task} (${event.reason}); try ${event.attempt + 1}`);
    warnOfBiases(event, watch);
    show(event, progress);
  };
  try {
    const results = await execute(plan, inputs, {
      workers: workersOf(options),
      technology: options.kernels,
      fastMath: options.fastMath,
      signal,
      onEvent,
      recorded: store.recorded,
    });
    await store.close(results);
    return { results, kernels };
  } catch (cause) {
    await keepWhatEnded(store);
    if (signal.aborted && store.recorded !== undefined)
      watch.say('chips that were evaluated are kept; the same command goes on from there');
    throw wordRunFailure(cause);
  } finally {
    progress.end();
  }
}

/** A run that ends early keeps its chips; what this fails with is not what ended it. */
const keepWhatEnded = (store: RunStore): Promise<void> => store.flush().catch(() => undefined);

function show(event: RunEvent, progress: Progress): void {
  if (event.kind === 'started') progress.update(0, 'software networks and calibration');
  if (event.kind !== 'progress') return;
  const { trials, ofTrials, points, ofPoints, halfWidth } = event;
  const widest = halfWidth === null ? '' : `, widest interval ±${(halfWidth * 100).toPrecision(2)} points`;
  const text = `${trials} of ${ofTrials} chips, ${points} of ${ofPoints} points${widest}`;
  progress.update(trials / ofTrials, text);
}

/** A run's failure as one sentence; anything else is a bug and stays as it is. */
export const wordRunFailure = (cause: unknown): unknown =>
  cause instanceof RunFailure ? fail(exit.runFailed, `the run failed: ${cause.message}`) : cause;
