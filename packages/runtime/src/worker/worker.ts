import { loadKernels, type Technology } from '@kirchhoff/kernels';
import type { Plan } from '@kirchhoff/plan';
import { workerData as threadData } from 'node:worker_threads';
import { failureOf } from '../failure.js';
import type { RunInputs } from '../inputs.js';
import type { StatedFailure } from '../pool/pool.js';
import { type Context, makeContext } from './context.js';
import { perform } from './perform.js';
import type { Task } from './task.js';

/** What a worker is given when it starts. */
export interface WorkerStart {
  readonly plan: Plan;
  readonly inputs: RunInputs;
  readonly technology: Technology;
  readonly fastMath: boolean;
}

/** Piscina hands its own message and the pool's data to the thread. */
function startOf(data: unknown): WorkerStart {
  return (Array.isArray(data) ? data[1] : data) as WorkerStart;
}

let context: Promise<Context> | undefined;

async function start(): Promise<Context> {
  const { plan, inputs, technology, fastMath } = startOf(threadData);
  return makeContext(plan, inputs, await loadKernels(technology, { fastMath }));
}

/** The pool's handler: one task to its result, or a stated failure; anything thrown counts as a crash. */
export async function handle(task: Task): Promise<unknown> {
  context ??= start();
  try {
    return perform(await context, task);
  } catch (cause) {
    const failure = failureOf(cause);
    if (failure === undefined) throw cause;
    return { failure: { kind: failure.kind, message: failure.message } } satisfies StatedFailure;
  }
}
