import type { InputCoding } from '../input/coding.js';
import { floor32 } from './floor32.js';

/** The activations of a coding's first and last code, for float32 numbers to be compared with. */
export function codedRange({ maximum, signed }: Pick<InputCoding, 'maximum' | 'signed'>): {
  readonly low: number;
  readonly high: number;
} {
  const high = floor32(maximum);
  return { low: signed ? -high : 0, high };
}

/** Those of `values` whose activation lies within the range of its coding, +0 for others, NaN among them. */
export function within(
  activations: Float32Array,
  { maximum, signed }: Pick<InputCoding, 'maximum' | 'signed'>,
  values: Float32Array,
  out: Float32Array,
): void {
  const lowest = signed ? -maximum : 0;
  for (let i = 0; i < activations.length; i++)
    out[i] = activations[i] <= maximum && activations[i] >= lowest ? values[i] : 0;
}
