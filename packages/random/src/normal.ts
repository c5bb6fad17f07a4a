import { logOfParts, splitNormals } from './log32.js';
import { polar32 } from './turn32.js';
import { uniformOf } from './uniform.js';

const { sqrt } = Math;

/** Most words that one call of {@link boxMuller} takes. */
export const MOST_WORDS = 256;

const mantissas = new Float32Array(MOST_WORDS / 2);
const mantissaBits = new Int32Array(mantissas.buffer);
const exponents = new Float32Array(MOST_WORDS / 2);

/**
 * Box and Muller (1958): `count` words (even, at most {@link MOST_WORDS}) become as many standard normals; of each pair
 * the first word gives the radius √(−2 log u), the second the angle. docs/numerics.md section 9. Separate passes keep
 * more independent operations in flight than one.
 */
export function boxMuller(words: Int32Array, count: number, out: Float32Array): void {
  const pairs = count >> 1;
  for (let i = 0; i < pairs; i++) mantissas[i] = uniformOf(words[2 * i]);
  splitNormals(mantissaBits, exponents, pairs);
  for (let i = 0; i < pairs; i++) out[2 * i] = sqrt(-2 * logOfParts(mantissas[i], exponents[i]));
  for (let i = 0; i < count; i += 2) polar32(out[i], words[i + 1], out, i);
}
