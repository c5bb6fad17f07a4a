import { Piscina } from 'piscina';
import { type FailureKind, RunFailure } from '../failure.js';

/** One piece of work: plain data for the worker, a name for people. */
export interface Job<T> {
  readonly name: string;
  readonly payload: T;
}

export interface PoolOptions {
  /** The worker's file (JavaScript) and its exported function. */
  readonly entry: URL;
  readonly handler: string;
  readonly workers: number;
  /** Given to every worker once. */
  readonly workerData?: unknown;
  readonly signal?: AbortSignal;
  readonly onCrash?: (task: string, attempt: number, reason: string) => void;
}

/** Threads that run jobs until closed. */
export interface Pool {
  /** Runs all jobs, at most a few per worker queued at a time; `onResult` is called as they end, in any order. */
  run<T, R>(jobs: readonly Job<T>[], onResult: (index: number, result: R) => void): Promise<void>;
  close(): Promise<void>;
}

/** A failure that a worker returns as data: it is final, while anything thrown is a crash and tried again. */
export interface StatedFailure {
  readonly failure: { readonly kind: FailureKind; readonly message: string };
}

/** Tries of one job: a worker may die of something else than its task. */
const attempts = 3;
/** Jobs handed out per worker; the rest wait outside, so that nothing is copied before its time. */
const ahead = 2;

const reasonOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

const isStated = (value: unknown): value is StatedFailure =>
  typeof value === 'object' && value !== null && 'failure' in value;

const interrupted = (): RunFailure => new RunFailure('interrupted', 'the run was interrupted');

/** Threads, and whether their work is still wanted: what ends after that is no crash. */
interface Threads {
  readonly piscina: Piscina;
  stopped: boolean;
}

async function runJob<T>(threads: Threads, job: Job<T>, options: PoolOptions): Promise<unknown> {
  for (let attempt = 1; ; attempt++) {
    try {
      const result: unknown = await threads.piscina.run(job.payload, { name: options.handler });
      if (isStated(result))
        throw new RunFailure(result.failure.kind, result.failure.message, { task: job.name });
      return result;
    } catch (cause) {
      if (options.signal?.aborted) throw interrupted();
      if (cause instanceof RunFailure || threads.stopped) throw cause;
      options.onCrash?.(job.name, attempt, reasonOf(cause));
      if (attempt === attempts)
        throw new RunFailure('worker', `${job.name} failed ${attempts} times: ${reasonOf(cause)}`, {
          task: job.name,
          cause,
        });
    }
  }
}

/** Rejects once no thread is left: one that fails while starting is not replaced, and its jobs would wait for ever. */
function lastThread(threads: Threads): Promise<never> {
  const { piscina } = threads;
  let reason = 'it ended while starting';
  // The task of a worker that dies, if it has one, is rejected by itself.
  piscina.on('error', (cause: unknown) => (reason = reasonOf(cause)));
  const gone = new Promise<never>((_, reject) => {
    const look = (): void => {
      if (threads.stopped || piscina.threads.length > 0) return;
      reject(new RunFailure('worker', `no worker starts: ${reason}`));
    };
    piscina.on('workerDestroy', () => setTimeout(look, 0));
  });
  gone.catch(() => undefined);
  return gone;
}

/** Starts the threads. Aborting the signal ends them at once. */
export function createPool(options: PoolOptions): Pool {
  const { signal, workers } = options;
  if (signal?.aborted) throw interrupted();
  const piscina = new Piscina({
    filename: options.entry.href,
    minThreads: workers,
    maxThreads: workers,
    idleTimeout: Infinity,
    workerData: options.workerData,
  });
  const threads: Threads = { piscina, stopped: false };
  const gone = lastThread(threads);
  const stop = (): Promise<void> => {
    threads.stopped = true;
    return piscina.destroy();
  };
  const abort = (): void => void stop();
  signal?.addEventListener('abort', abort, { once: true });
  return {
    async run(jobs, onResult) {
      let next = 0;
      let failed = false;
      const lane = async (): Promise<void> => {
        while (next < jobs.length && !failed) {
          const index = next++;
          onResult(index, (await runJob(threads, jobs[index]!, options)) as never);
        }
      };
      const lanes = Array.from({ length: Math.min(jobs.length, workers * ahead) }, lane);
      try {
        await Promise.race([Promise.all(lanes), gone]);
      } catch (cause) {
        failed = true;
        throw cause;
      }
      if (signal?.aborted) throw interrupted();
    },
    async close() {
      signal?.removeEventListener('abort', abort);
      await stop();
    },
  };
}
