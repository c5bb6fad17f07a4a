import { z } from 'zod';

/** A spread of conductance: a fraction of target, range or on_state, or siemens (model.md section 2). */
export const spread = z.discriminatedUnion('of', [
  z.strictObject({ of: z.enum(['target', 'range', 'on_state']), fraction: z.number().min(0) }),
  z.strictObject({ of: z.literal('absolute'), siemens: z.number().min(0) }),
]);

export type Spread = z.infer<typeof spread>;
