import type { OracleLayer } from './layer.js';
import { nearest } from './targets.js';

/** One drive of a row of inputs: fractions of full drive, and how often its sums count. */
export interface OracleDrive {
  readonly x: ArrayLike<number>;
  readonly worth: number;
}

type OracleCoding = Pick<OracleLayer, 'inputBits' | 'inputsSigned' | 'sliceBits'>;

const stepsOf = ({ inputBits, inputsSigned }: Pick<OracleLayer, 'inputBits' | 'inputsSigned'>): number =>
  2 ** ((inputBits ?? 0) - (inputsSigned ? 1 : 0)) - 1;

/**
 * The drives of inputs given as fractions of x_max: themselves, or slices of the magnitude of their codes, least significant
 * first, each as a fraction of 2^slice_bits - 1 (model.md sections 4 and 5).
 */
export function oracleDrives(x: ArrayLike<number>, coding: OracleCoding): OracleDrive[] {
  const { sliceBits } = coding;
  if (sliceBits === null) return [{ x, worth: 1 }];
  const steps = stepsOf(coding);
  const base = 2 ** sliceBits;
  const full = base - 1;
  const rest = Float64Array.from(x, (value) => nearest(Math.abs(value) * steps));
  const drives: OracleDrive[] = [];
  for (let weight = 1; weight <= steps; weight *= base) {
    const slice = new Float64Array(rest.length);
    for (let row = 0; row < rest.length; row++) {
      const above = Math.floor(rest[row] / base);
      slice[row] = (Math.sign(x[row]) * (rest[row] - above * base)) / full;
      rest[row] = above;
    }
    drives.push({ x: slice, worth: (weight * full) / steps });
  }
  return drives;
}

/** x quantised by model.md section 4, as a fraction of x_max (inputs without bits: x / x_max). */
export function oracleInput(
  x: number,
  layer: Pick<OracleLayer, 'inputBits' | 'inputsSigned' | 'inputMaximum'>,
): number {
  const { inputBits, inputsSigned, inputMaximum } = layer;
  if (inputMaximum === 0) return 0;
  if (inputBits === null) return x / inputMaximum;
  const steps = stepsOf(layer);
  const clipped = Math.min(1, Math.max(inputsSigned ? -1 : 0, x / inputMaximum));
  return nearest(clipped * steps) / steps;
}
