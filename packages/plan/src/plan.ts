import type { z } from 'zod';
import type { planSchema } from './schema.js';

export type Plan = z.infer<typeof planSchema>;

/** Raised by every change of a number that a user could have published (CHANGELOG, "Results change"). */
export const resultsVersion = 2;
