import { single, singleBits } from './single.js';

const f = Math.fround;

const SQRT_HALF_BITS = 0x3f3504f3;
const ONE_BITS = 0x3f800000;
const LN2_HIGH = f(0.693138123);
const LN2_LOW = f(9.05800061e-6);
const L1 = f(0.666666627);
const L2 = f(0.400009721);
const L3 = f(0.284987867);
const L4 = f(0.24279079);
const LARGEST = f(2 ** 128 - 2 ** 104);
const TWO_23 = 8388608;
const SMALLEST_NORMAL = f(2 ** -126);

const exponent = new Float32Array(1);

/**
 * Splits positive normal float32 numbers x = m 2^e, m from √½ to √2: the bits of x become those of m, `exponents`
 * receives e (both [count]).
 */
export function splitNormals(bits: Int32Array, exponents: Float32Array, count: number): void {
  for (let i = 0; i < count; i++) {
    const shifted = bits[i] + (ONE_BITS - SQRT_HALF_BITS);
    exponents[i] = (shifted >> 23) - 127;
    bits[i] = (shifted & 0x7fffff) + SQRT_HALF_BITS;
  }
}

/**
 * log(m 2^e) in float32 for m from √½ to √2 (FreeBSD e_logf.c, after Sun's fdlibm). docs/numerics.md section 5.
 */
export function logOfParts(m: number, e: number): number {
  const g = m - 1;
  const s = f(g / f(2 + g));
  const z = f(s * s);
  const w = f(z * z);
  const even = f(w * f(L2 + f(w * L4)));
  const odd = f(z * f(L1 + f(w * L3)));
  const h = f(0.5 * g * g);
  const t = f(s * f(h + f(odd + even)));
  return f(f(f(f(t + f(e * LN2_LOW)) - h) + g) + f(e * LN2_HIGH));
}

/**
 * Natural logarithm in float32, defined operation by operation (docs/numerics.md section 5); below 1 ulp everywhere.
 * log32(±0) = −∞, log32(x < 0) = NaN, log32(+∞) = +∞; subnormal arguments are exact inputs like any other.
 */
export function log32(x: number): number {
  const v = f(x);
  if (!(v > 0)) return v === 0 ? -Infinity : NaN;
  if (v > LARGEST) return v;
  const subnormal = v < SMALLEST_NORMAL;
  single[0] = subnormal ? v * TWO_23 : v;
  splitNormals(singleBits, exponent, 1);
  return logOfParts(single[0], subnormal ? exponent[0] - 23 : exponent[0]);
}
