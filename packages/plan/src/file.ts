import { z } from 'zod';

/** A file by its written name and the hash of its content; the name locates it, the hash identifies it. */
export const file = z.strictObject({ name: z.string(), hash: z.string().nullable() });

export type PlanFile = z.infer<typeof file>;
