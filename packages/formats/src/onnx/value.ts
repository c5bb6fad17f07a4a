import type { Draft, Flow } from '../network/draft.js';
import type { NodeProto } from './messages.js';
import type { Constant } from './tensor.js';

/** A value of one image, in the plan's layout: an ONNX tensor of four axes [images, channels, height, width] is [height, width, channels]. */
export interface Computed extends Flow {
  readonly kind: 'computed';
}

/** What a name of the graph stands for: `unknown` behind an operator that cannot be executed. */
export type Value = Constant | Computed | { readonly kind: 'unknown' };

/** What all operators of a model share. */
export interface Model {
  readonly draft: Draft;
  readonly opset: number;
  /** Images of the batch that the file was written for: freed on import. */
  readonly batch: number;
  /** The input's name where the file keeps its channels last and turns it itself. */
  readonly turned: string | undefined;
}

/** One operator and what it works on; an input left out is undefined. */
export interface Call {
  readonly model: Model;
  readonly node: NodeProto;
  readonly label: string;
  readonly inputs: readonly (Value | undefined)[];
}

/** Thrown by an operator that is known but cannot be executed as it is asked for; caught where the graph is walked. */
export class Unsuitable extends Error {
  /** `shape`: of the value it would give, in the plan's layout, where that is known. */
  constructor(
    message?: string,
    readonly shape?: readonly number[],
  ) {
    super(message);
  }
}

/** The value as ONNX sees it: [images, channels, height, width] or [images, …]. */
export const onnxShape = (flow: Flow, { batch }: Model): readonly number[] => [
  batch,
  ...(flow.shape.length === 3 ? [flow.shape[2], flow.shape[0], flow.shape[1]] : flow.shape),
];

/** The plan's axis of an axis of ONNX; fails for the axis of the images. */
export function planAxis(axis: number, rank: number): number {
  const own = axis < 0 ? axis + rank : axis;
  if (!Number.isInteger(own) || own < 0 || own >= rank) throw new Unsuitable(`it has no axis ${axis}`);
  if (own === 0) throw new Unsuitable('it works across images');
  return rank === 4 ? [2, 0, 1][own - 1] : own - 1;
}

/** The input at a place, which must be computed from the image. */
export function computedInput({ inputs }: Call, index: number): Computed {
  const value = inputs[index];
  if (value?.kind !== 'computed') throw new Unsuitable(`its input ${index + 1} is no value of the image`);
  return value;
}

/** The input at a place, known without running the network; undefined where it is left out. */
export function constantInput({ inputs }: Call, index: number): Constant | undefined {
  const value = inputs[index];
  if (value === undefined || value.kind === 'constant') return value;
  throw new Unsuitable(`its input ${index + 1} is computed, not constant`);
}

/** Whole numbers of the input at a place. */
export const integersInput = (call: Call, index: number): readonly number[] | undefined => {
  const constant = constantInput(call, index);
  return constant === undefined ? undefined : Array.from(constant.data);
};

export const computed = (flow: Flow): Computed => ({ kind: 'computed', ...flow });
