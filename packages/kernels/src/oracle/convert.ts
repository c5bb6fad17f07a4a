import type { OracleErrors, OracleRange } from './layer.js';
import { nearest } from './targets.js';

/** One conversion in float64. */
export interface OracleConversion {
  readonly code: number;
  /** Units of y. */
  readonly decoded: number;
  readonly lsb: number;
  /** Largest change of the code when y moves by at most this many LSB. */
  readonly changeWithin: (distance: number) => number;
}

const exact: OracleErrors = { gain: 1, offset: 0, deviation: () => 0, noise: 0 };

/** A rule of model.md section 5; without errors unless they are given. */
export function oracleConvert(
  y: number,
  bits: number,
  range: OracleRange,
  bipolar: boolean,
  errors: OracleErrors = exact,
): OracleConversion {
  const highest = bipolar ? 2 ** (bits - 1) - 1 : 2 ** bits - 1;
  const lowest = bipolar ? -highest : 0;
  const low = bipolar ? 0 : range.low;
  const lsb = (range.high - low) / highest;
  const within = (code: number): number => Math.min(highest, Math.max(lowest, code));
  const codeOf = (u: number): number => within(nearest(u + errors.deviation(within(nearest(u)))));
  const u = (lsb > 0 ? (errors.gain * (y - low)) / lsb : 0) + errors.offset + errors.noise;
  const code = codeOf(u);
  return {
    code,
    decoded: low + code * Math.max(0, lsb),
    lsb: Math.max(0, lsb),
    changeWithin: (distance) =>
      Math.max(...[-1, 1].map((sign) => Math.abs(codeOf(u + sign * distance) - code))),
  };
}
