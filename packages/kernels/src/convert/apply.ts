import { roundEven } from '../map/round.js';
import type { ConverterBank } from './bank.js';

const f = Math.fround;

/** Sums of one row group, [count x columns], and a standard normal for each where conversions are noisy. */
export interface Conversions {
  readonly rowTile: number;
  readonly count: number;
  readonly sums: Float32Array;
  readonly normals: Float32Array | null;
}

/**
 * Replaces sums by decoded values; returns how many conversions were clipped. docs/numerics.md section 12, conversion:
 * without errors the same bits as the kernels' `convert`.
 */
export function applyBank(bank: ConverterBank, work: Conversions): number {
  const { columns, low, inverse, offset, step, base, deviation, noise, tally } = bank;
  const { lowest, highest } = bank.codes;
  const { sums, normals, count } = work;
  const width = highest - lowest + 1;
  const first = work.rowTile * columns;
  let clipped = 0;
  for (let m = 0, i = 0; m < count; m++)
    for (let at = first; at < first + columns; at++, i++) {
      let u = f(f(f(sums[i] - low[at]) * inverse[at]) + offset[at]);
      if (normals !== null) u = f(u + f(noise * normals[i]));
      let nearest = roundEven(u);
      if (deviation !== null) {
        const c = nearest > lowest ? (nearest < highest ? nearest : highest) : lowest;
        nearest = roundEven(f(u + deviation[at * width + c - lowest]));
      }
      const atLeast = nearest > lowest ? nearest : lowest;
      const code = atLeast < highest ? atLeast : highest;
      if (code !== nearest) clipped++;
      if (tally !== null) {
        tally.counts[code - lowest]++;
        if (nearest < lowest) tally.below++;
        if (nearest > highest) tally.above++;
      }
      sums[i] = f(f(code * step[at]) + base[at]);
    }
  return clipped;
}
