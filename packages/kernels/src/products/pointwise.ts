import { largest } from '../digital/largest.js';
import { relu, relu6 } from '../digital/activation.js';
import { add } from '../digital/add.js';
import { affine, type Affine } from '../digital/affine.js';
import { within } from '../digital/within.js';
import type { InputCoding } from '../input/coding.js';
import { quantiseInputs } from '../input/quantise.js';

/** Arithmetic value by value, arrays of equal length; `out` may be an input. docs/numerics.md sections 12 and 13. */
export interface Pointwise {
  quantise(activations: Float32Array, coding: InputCoding, out: Float32Array): void;
  relu(x: Float32Array, out: Float32Array): void;
  relu6(x: Float32Array, out: Float32Array): void;
  add(a: Float32Array, b: Float32Array, out: Float32Array): void;
  /** Channels are the last axis. */
  affine(x: Float32Array, of: Affine, out: Float32Array): void;
  /** Values whose activation lies within the range of its coding, +0 for others. */
  within(activations: Float32Array, coding: InputCoding, values: Float32Array, out: Float32Array): void;
  /** The largest magnitude, 0 for none; NaN counts as the smallest. */
  largest(x: Float32Array): number;
}

/** The definition. */
export const plainPointwise: Pointwise = {
  quantise: quantiseInputs,
  relu,
  relu6,
  add,
  affine,
  largest,
  within,
};
