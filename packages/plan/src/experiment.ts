import { z } from 'zod';
import { file } from './file.js';

const operator = z.enum(['<', '<=', '>', '>=']);

/** A number made from the trials of a point (language.md section 2); percentages are fractions. */
export const estimate = z.strictObject({
  kind: z.enum(['value', 'mean', 'median', 'deviation', 'quantile', 'yield', 'half_width']),
  of: z.string(),
  level: z.number().nullable(),
  when: z.strictObject({ operator, bound: z.number() }).nullable(),
});

export const condition = z.strictObject({ left: estimate, operator, bound: z.number() });

/** `label` follows the number on an axis; SI value x `scale` is the number shown; `si` is the unit of the numbers themselves. */
const unit = z.strictObject({ label: z.string(), scale: z.number(), si: z.string() });

export const axis = z.strictObject({
  name: z.string(),
  unit,
  /** `number` [SI or fraction] is null for words. */
  values: z.array(z.strictObject({ label: z.string(), number: z.number().nullable() })).min(1),
});

export const point = z.strictObject({
  /** Index into each axis's values. */
  coordinates: z.array(z.int().min(0)),
  network: z.string(),
  data: z.string(),
  /** Where the network's weights come from. */
  weights: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('training'), training: z.string() }),
    z.strictObject({ kind: z.literal('file'), file }),
  ]),
  chip: z.string(),
  mapping: z.string(),
  /** Nodes that stay float32. */
  keepDigital: z.array(z.string()),
  /** Nodes that vary; null for all. */
  vary: z.array(z.string()).nullable(),
});

export const find = z.strictObject({
  goal: z.enum(['smallest', 'largest']),
  name: z.string(),
  path: z.array(z.string()),
  from: z.number(),
  to: z.number(),
  step: z.number().nullable(),
  within: z.number().nullable(),
  unit,
});

export const experiment = z.strictObject({
  name: z.string(),
  description: z.string().nullable(),
  axes: z.array(axis),
  points: z.array(point).min(1),
  trials: z.strictObject({ from: z.int().min(1), to: z.int().min(1) }),
  until: condition.nullable(),
  finds: z.array(find),
  requires: z.array(condition),
  confidence: z.number().gt(0).lt(1),
  seed: z.int().min(0),
  seedPerPoint: z.boolean(),
  compareTo: z.enum(['software', 'ideal_chip']),
  metrics: z.array(z.string()).nullable(),
});

export type PlanEstimate = z.infer<typeof estimate>;
export type PlanCondition = z.infer<typeof condition>;
export type PlanAxis = z.infer<typeof axis>;
export type PlanPoint = z.infer<typeof point>;
export type PlanExperiment = z.infer<typeof experiment>;
