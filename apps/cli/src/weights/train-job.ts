import {
  type Checkpoint,
  type EngineName,
  loadEngine,
  train,
  TrainingFailure,
  type TrainingRequest,
} from '@kirchhoff/training';
import { type FileFault, fileFault, isFull } from '../files/file-fault.js';
import { keepCheckpoint } from './checkpoint.js';
import type { StoredWeights } from './store.js';

/** One training as plain data, so that a worker can do it. */
export interface TrainJob extends TrainingRequest {
  readonly engine: EngineName;
  /** One shared float64: epochs done. */
  readonly done: Float64Array;
  /** Where its checkpoints go. */
  readonly kept: { readonly folder: string; readonly key: string };
  readonly resume: Checkpoint | undefined;
}

/** What a training gave; a failure is told as data. */
export type TrainOutcome =
  | { readonly kind: 'trained'; readonly stored: StoredWeights }
  | {
      readonly kind: 'failed';
      readonly message: string;
      readonly evidence: TrainingFailure['evidence'];
    }
  /** The disk is full: its checkpoint could not be written. */
  | { readonly kind: 'full'; readonly message: string; readonly fault: FileFault };

/** Trains one network. The entry of a worker thread, and called directly where an engine wants the main thread. */
export async function trainJob(job: TrainJob, signal?: AbortSignal): Promise<TrainOutcome> {
  const { engine: name, done, kept, resume, ...request } = job;
  const { engine } = await loadEngine(name);
  try {
    const stored = await train(request, {
      engine,
      signal,
      resume,
      onProgress: (epochs) => void (done[0] = epochs),
      onCheckpoint: (checkpoint) => keepCheckpoint(kept.folder, kept.key, checkpoint),
    });
    return { kind: 'trained', stored };
  } catch (cause) {
    if (cause instanceof TrainingFailure)
      return { kind: 'failed', message: cause.message, evidence: cause.evidence };
    if (isFull(cause)) return { kind: 'full', message: String(cause), fault: fileFault(cause)! };
    throw cause;
  }
}
