import { highWord, withHighWord } from './double.js';

const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;
const L1 = 6.66666666666673513e-1;
const L2 = 3.999999999940941908e-1;
const L3 = 2.857142874366239149e-1;
const L4 = 2.222219843214978396e-1;
const L5 = 1.818357216161805012e-1;
const L6 = 1.531383769920937332e-1;
const L7 = 1.479819860511658591e-1;
const SQRT_HALF_HIGH = 0x3fe6a09e;
const ONE_HIGH = 0x3ff00000;
const SMALLEST_NORMAL = 2 ** -1022;
const LARGEST = Number.MAX_VALUE;
const TWO_54 = 2 ** 54;

/**
 * Natural logarithm in float64 by + − × ÷ alone, so that it is the same on every machine (fdlibm e_log, Sun 1993, in
 * the branch-free form of FreeBSD's k_log.h); below 1 ulp. log64(±0) = −∞, log64(x < 0) = NaN.
 */
export function log64(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x > LARGEST) return x;
  const subnormal = x < SMALLEST_NORMAL;
  const v = subnormal ? x * TWO_54 : x;
  const shifted = highWord(v) + (ONE_HIGH - SQRT_HALF_HIGH);
  const k = (shifted >> 20) - 1023 - (subnormal ? 54 : 0);
  const g = withHighWord(v, (shifted & 0xfffff) + SQRT_HALF_HIGH) - 1;
  const h = 0.5 * g * g;
  const s = g / (2 + g);
  const z = s * s;
  const w = z * z;
  const even = w * (L2 + w * (L4 + w * L6));
  const odd = z * (L1 + w * (L3 + w * (L5 + w * L7)));
  return s * (h + (even + odd)) + k * LN2_LOW - h + g + k * LN2_HIGH;
}

/** log(1 + x) in float64 by + − × ÷ alone, accurate near 0 (Kahan's correction of log64); a few ulp; x ≥ −1. */
export function log1p64(x: number): number {
  const u = 1 + x;
  if (u === 1 || u > LARGEST) return x;
  return (log64(u) * x) / (u - 1);
}
