import { z } from 'zod';
import { file } from './file.js';

const rate = z.number().min(0);
const warmUp = z.number().min(0);

/** Learning rate against the epoch (fractional: epoch 1.5 is half-way through the second). `warmUp`, `every` in epochs. */
export const learningRate = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('constant'), rate, warmUp }),
  z.strictObject({ kind: z.literal('step'), start: rate, factor: rate, every: z.number().gt(0), warmUp }),
  z.strictObject({
    kind: z.literal('exponential'),
    start: rate,
    factor: rate,
    every: z.number().gt(0),
    warmUp,
  }),
  z.strictObject({ kind: z.literal('linear'), start: rate, end: rate, warmUp }),
  z.strictObject({ kind: z.literal('cosine'), start: rate, end: rate, warmUp }),
  z.strictObject({ kind: z.literal('one_cycle'), peak: rate, start: rate, end: rate, warmUp }),
]);

export const optimizer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('sgd'), momentum: z.number().min(0).lt(1), nesterov: z.boolean() }),
  z.strictObject({ kind: z.literal('adam') }),
  z.strictObject({ kind: z.literal('adamw'), weightDecay: rate }),
]);

/** Training under variation; ids refer to the plan's chips. */
const injection = z.strictObject({
  chip: z.string().nullable(),
  /** How the network sits on that chip; plans of before injections could run have none. */
  mapping: z.string().nullable().optional(),
  effects: z.array(z.string()),
  strength: z.number().min(0),
  redraw: z.enum(['every_batch', 'every_sample', 'every_epoch']),
  fromEpoch: z.number().min(1),
  ramp: z.number().min(0),
  law: z.strictObject({ kind: z.enum(['additive', 'multiplicative']), sigma: z.number().min(0) }).nullable(),
});

/** Trainings of one network, `repeats` of them with independent starts and orders. */
export const training = z.strictObject({
  network: z.string(),
  data: z.string(),
  epochs: z.int().min(1),
  batch: z.int().min(1),
  optimizer,
  learningRate,
  weightDecay: z.number().min(0),
  clipGradients: z.number().gt(0).nullable(),
  clipWeights: z.number().gt(0).nullable(),
  augment: z.strictObject({ shift: z.int().min(0), flip: z.boolean(), crop: z.int().min(0) }).nullable(),
  startFrom: z.union([z.strictObject({ network: z.string() }), z.strictObject({ weights: file })]).nullable(),
  stopWhen: z.strictObject({ kind: z.string(), patience: z.number() }).nullable(),
  seed: z.int().min(0),
  repeats: z.int().min(1),
  recalibrateBatchNorm: z.boolean(),
  learnRanges: z.boolean(),
  inject: injection.nullable(),
});

export type PlanTraining = z.infer<typeof training>;
export type PlanLearningRate = z.infer<typeof learningRate>;
export type PlanOptimizer = z.infer<typeof optimizer>;
