import { type TrainJob, trainJob, type TrainOutcome } from './train-job.js';

/** The worker's one task: the pool hands over the job alone. */
export const work = (job: TrainJob): Promise<TrainOutcome> => trainJob(job);
