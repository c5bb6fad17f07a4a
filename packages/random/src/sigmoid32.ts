import { exp32 } from './exp32.js';

const f = Math.fround;

/** Logistic function 1 / (1 + e⁻ˣ) in float32, from exp32 of −|x| (docs/numerics.md section 8); NaN stays NaN. */
export function sigmoid32(x: number): number {
  const v = f(x);
  const e = exp32(-Math.abs(v));
  const numerator = v < 0 ? e : 1;
  return f(numerator / f(1 + e));
}
