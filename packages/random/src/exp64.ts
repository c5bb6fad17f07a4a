import { withHighWord } from './double.js';

const { floor } = Math;

const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;
const INVERSE_LN2 = 1.442695040888963387;
const P1 = 1.66666666666666019037e-1;
const P2 = -2.77777777770155933842e-3;
const P3 = 6.61375632143793436117e-5;
const P4 = -1.6533902205465251539e-6;
const P5 = 4.13813679705723846039e-8;
const HIGHEST = 710;
const LOWEST = -746;

const powerOfTwo = (exponent: number): number => withHighWord(0, (exponent + 1023) << 20);

/**
 * Exponential in float64 by + − × ÷ alone, so that it is the same on every machine (fdlibm e_exp, Sun 1993); below
 * 1 ulp. +∞ above 709.78, gradual underflow to 0 below −745.13; NaN stays NaN.
 */
export function exp64(x: number): number {
  if (x !== x) return x;
  const v = x > HIGHEST ? HIGHEST : x < LOWEST ? LOWEST : x;
  const k = floor(v * INVERSE_LN2 + 0.5);
  const high = v - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const t = r * r;
  const c = r - t * (P1 + t * (P2 + t * (P3 + t * (P4 + t * P5))));
  const y = 1 - (low - (r * c) / (2 - c) - high);
  const half = k >> 1;
  return y * powerOfTwo(half) * powerOfTwo(k - half);
}
