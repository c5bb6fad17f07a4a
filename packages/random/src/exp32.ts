import { single, singleBits } from './single.js';

const f = Math.fround;

const HIGHEST = 89;
const LOWEST = -104;
const LOG2_E = f(1.44269504088896341);
const LN2_HIGH = 0.693359375;
const LN2_LOW = f(-2.1219444e-4);
const ROUNDER = 12582912;
const P0 = f(1.98756915e-4);
const P1 = f(1.3981999507e-3);
const P2 = f(8.3334519073e-3);
const P3 = f(4.1665795894e-2);
const P4 = f(1.6666665459e-1);
const P5 = f(5.0000001201e-1);

function powerOfTwo(exponent: number): number {
  singleBits[0] = (exponent + 127) << 23;
  return single[0];
}

/**
 * Exponential in float32, defined operation by operation (Cephes expf, Moshier 1992; docs/numerics.md section 6); about
 * 1 ulp. Overflows to +∞ above 88.72, underflows gradually through the subnormals to 0 below −103.97; NaN stays NaN.
 */
export function exp32(x: number): number {
  const v = f(x);
  if (v !== v) return v;
  const c = v > HIGHEST ? HIGHEST : v < LOWEST ? LOWEST : v;
  const n = f(f(f(c * LOG2_E) + ROUNDER) - ROUNDER);
  const r = f(f(c - f(n * LN2_HIGH)) - f(n * LN2_LOW));
  const z = f(r * r);
  let p = f(f(P0 * r) + P1);
  p = f(f(p * r) + P2);
  p = f(f(p * r) + P3);
  p = f(f(p * r) + P4);
  p = f(f(p * r) + P5);
  const y = f(f(f(p * z) + r) + 1);
  const half = n >> 1;
  return f(f(y * powerOfTwo(half)) * powerOfTwo(n - half));
}
