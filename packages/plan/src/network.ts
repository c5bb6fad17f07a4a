import { z } from 'zod';
import { file } from './file.js';

const size = z.int().min(1);
const shape = z.array(size);
/** [height, width] */
const pair = z.tuple([size, size]);
/** Explicit border added [top, bottom, left, right]. */
const padding = z.tuple([z.int().min(0), z.int().min(0), z.int().min(0), z.int().min(0)]);

/** `shape` is the output's, without the batch: [height, width, channels] or [features]. Inputs are names of earlier nodes. */
const common = { name: z.string(), inputs: z.array(z.string()), shape };
/** Number of this layer among all dense and conv nodes: the key of its random numbers (model.md section 7). */
const ordinal = z.int().min(0);
const window = { size: pair, stride: pair, padding };

export const node = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('input'), ...common }),
  z.strictObject({ op: z.literal('dense'), ...common, ordinal, inputSize: size, outputSize: size }),
  z.strictObject({
    op: z.literal('conv'),
    ...common,
    ordinal,
    ...window,
    dilation: pair,
    groups: size,
    inputChannels: size,
    outputChannels: size,
  }),
  z.strictObject({
    op: z.literal('batch_norm'),
    ...common,
    epsilon: z.number(),
    /** Of the running mean and variance while training; null where they come from a file. */
    momentum: z.number().nullable(),
    /** The dense or conv node whose weights take it up; null where it is computed by itself. */
    into: z.string().nullable(),
  }),
  /** x gain + shift; `size` gains and shifts, one for each channel or for each value of an image. */
  z.strictObject({ op: z.literal('affine'), ...common, size }),
  z.strictObject({
    op: z.enum(['relu', 'relu6', 'hard_swish', 'sigmoid', 'tanh', 'softmax', 'log_softmax']),
    ...common,
  }),
  z.strictObject({ op: z.literal('leaky_relu'), ...common, slope: z.number() }),
  z.strictObject({
    op: z.enum(['max_pool', 'average_pool']),
    ...common,
    ...window,
    /** Distance between the window's pixels; absent for neighbours. */
    dilation: pair.optional(),
  }),
  z.strictObject({ op: z.enum(['global_average_pool', 'flatten', 'add']), ...common }),
  /** `value`, 0 where absent, around the image, and [before, after] its channels. */
  z.strictObject({
    op: z.literal('pad'),
    ...common,
    padding,
    channels: z.tuple([z.int().min(0), z.int().min(0)]),
    value: z.number().optional(),
  }),
  /** Along every axis: `shape` values, every `step`-th from `start` on, backwards where the step is negative. */
  z.strictObject({
    op: z.literal('slice'),
    ...common,
    start: z.array(z.int().min(0)),
    step: z.array(z.int().refine((step) => step !== 0)),
  }),
  z.strictObject({ op: z.literal('concat'), ...common, axis: z.int().min(0) }),
  z.strictObject({ op: z.literal('mean'), ...common, axes: z.array(z.int().min(0)) }),
  z.strictObject({ op: z.literal('reshape'), ...common }),
  /** Axis i of the output is axis `order[i]` of the input. */
  z.strictObject({ op: z.literal('transpose'), ...common, order: z.array(z.int().min(0)) }),
  z.strictObject({ op: z.literal('dropout'), ...common, rate: z.number().min(0).lt(1) }),
]);

/** Nodes in execution order; the first is the input, the last the output. */
export const network = z.strictObject({
  nodes: z.array(node).min(2),
  /** An imported network's file: its graph stands in `nodes`, its arrays are read from it. */
  source: z.strictObject({ kind: z.enum(['onnx', 'tfjs', 'keras']), file }).nullable(),
  /** Weights of a written network, where no training makes them. */
  weights: file.nullable(),
});

export type PlanNode = z.infer<typeof node>;
export type PlanNetwork = z.infer<typeof network>;
export type DenseNode = Extract<PlanNode, { op: 'dense' }>;
export type ConvNode = Extract<PlanNode, { op: 'conv' }>;
export type AnalogNode = DenseNode | ConvNode;
