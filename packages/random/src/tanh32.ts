import { exp32 } from './exp32.js';

const f = Math.fround;

const SMALL = 0.625;
const P0 = f(-5.70498872745e-3);
const P1 = f(2.06390887954e-2);
const P2 = f(-5.37397155531e-2);
const P3 = f(1.33314422036e-1);
const P4 = f(-3.33332819422e-1);

/**
 * Hyperbolic tangent in float32 (Cephes tanhf, Moshier 1992; docs/numerics.md section 8). Odd, the sign of zero kept,
 * ±1 for |x| > 9.02; NaN stays NaN.
 */
export function tanh32(x: number): number {
  const v = f(x);
  const a = Math.abs(v);
  const z = f(a * a);
  let p = f(f(P0 * z) + P1);
  p = f(f(p * z) + P2);
  p = f(f(p * z) + P3);
  p = f(f(p * z) + P4);
  const small = f(f(f(p * z) * a) + a);
  const large = f(1 - f(2 / f(exp32(f(a + a)) + 1)));
  const t = a < SMALL ? small : large;
  return v < 0 || Object.is(v, -0) ? -t : t;
}
