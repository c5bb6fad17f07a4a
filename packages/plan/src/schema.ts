import { z } from 'zod';
import { chip } from './chip.js';
import { data } from './data.js';
import { experiment } from './experiment.js';
import { mapping } from './mapping.js';
import { network } from './network.js';
import { report } from './report.js';
import { training } from './training.js';

/** Plan version 1. Tables are keyed by content hash (`identify`); points refer to them. */
export const planSchema = z.strictObject({
  planVersion: z.literal(1),
  /** Raised by every change of a number that a user could have published. */
  resultsVersion: z.int().min(1),
  data: z.record(z.string(), data),
  networks: z.record(z.string(), network),
  trainings: z.record(z.string(), training),
  chips: z.record(z.string(), chip),
  mappings: z.record(z.string(), mapping),
  experiments: z.array(experiment),
  reports: z.array(report),
});
