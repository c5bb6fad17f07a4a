export type { RunEvent } from './events.js';
export { execute } from './execute/execute.js';
export { RunFailure, type FailureKind } from './failure.js';
export {
  type LabelledImages,
  type RunData,
  type RunInputs,
  tableLaws,
  tableSource,
  weightsSource,
  weightsSources,
} from './inputs.js';
export type { ClippedBiases, Work } from './worker/task.js';
export type { RunOptions } from './options.js';
export { createPool, type Job, type Pool, type PoolOptions } from './pool/pool.js';
export type { Place, Recorded, RecordedTrial } from './recorded.js';
export { runJobs } from './pool/run-jobs.js';
export { probe, type ProbeRequest } from './probe.js';
export { portrait, type PortraitRequest } from './portrait.js';
export { softwareOutputs, type SoftwareOptions } from './software-outputs.js';
