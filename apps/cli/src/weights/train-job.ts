import type { PlanNetwork, PlanTraining } from '@kirchhoff/plan';
import {
  type EngineName,
  type LabelledImages,
  loadEngine,
  train,
  TrainingFailure,
} from '@kirchhoff/training';
import type { StoredWeights } from './store.js';

/** One training as plain data, so that a worker can do it. */
export interface TrainJob {
  readonly id: string;
  readonly repeat: number;
  readonly training: PlanTraining;
  readonly network: PlanNetwork;
  readonly engine: EngineName;
  /** [height, width, channels] */
  readonly shape: readonly number[];
  readonly classes: number;
  readonly train: LabelledImages;
  readonly test: LabelledImages;
  /** One shared float64: epochs done. */
  readonly done: Float64Array;
}

/** What a training gave; a failure is told as data. */
export type TrainOutcome =
  | { readonly kind: 'trained'; readonly stored: StoredWeights }
  | { readonly kind: 'failed'; readonly message: string };

/** Trains one network. The entry of a worker thread, and called directly where an engine wants the main thread. */
export async function trainJob(job: TrainJob, signal?: AbortSignal): Promise<TrainOutcome> {
  const { engine: name, done, ...request } = job;
  const { engine } = await loadEngine(name);
  const onProgress = (epochs: number): void => void (done[0] = epochs);
  try {
    return { kind: 'trained', stored: await train(request, { engine, onProgress, signal }) };
  } catch (cause) {
    if (cause instanceof TrainingFailure) return { kind: 'failed', message: cause.message };
    throw cause;
  }
}
