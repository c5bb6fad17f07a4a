import { exp64 } from '@kirchhoff/random';
import { requireProbability } from './probability.js';
import { deviance, stirlingError } from './saddle.js';

const { abs, sqrt } = Math;

const TINY = 1e-300;
const PRECISION = 2 ** -52;
const MOST_STEPS = 1_000_000;
const TWO_PI = 6.283185307179586;

/** x^a y^b / B(a, b), y = 1 − x, in saddle-point form (Loader 2000), so that large a and b lose no digits. */
function kernel(x: number, y: number, a: number, b: number): number {
  const n = a + b;
  const exponent =
    stirlingError(n) - stirlingError(a) - stirlingError(b) - deviance(a, n * x) - deviance(b, n * y);
  return sqrt((a / n) * (b / TWO_PI)) * exp64(exponent);
}

const away = (value: number): number => (abs(value) < TINY ? TINY : value);

/** Continued fraction of I_x(a, b) by the modified method of Lentz (DLMF 8.17.22; Numerical Recipes, 6.4). */
function fraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m < MOST_STEPS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    const step = d * c;
    value *= step;
    if (abs(step - 1) <= PRECISION) break;
  }
  return value;
}

/**
 * Regularised incomplete beta function I_x(a, b) for 0 ≤ x ≤ 1 and a, b > 0, by `+ − × ÷ √` alone, the same on every
 * machine; relative error below 1e-12 up to a, b = 1e6.
 */
export function betaCumulative(x: number, a: number, b: number): number {
  requireProbability(x, 'the argument of the beta distribution');
  if (!(a > 0 && b > 0))
    throw new RangeError(`the shapes of a beta distribution must be above 0, not ${a}, ${b}`);
  if (x === 0 || x === 1) return x;
  const y = 1 - x;
  const front = kernel(x, y, a, b);
  if (x < (a + 1) / (a + b + 2)) return (front * fraction(x, a, b)) / a;
  return 1 - (front * fraction(y, b, a)) / b;
}

/** The x with I_x(a, b) = p, by bisection down to neighbouring float64 numbers; 0 ≤ p ≤ 1, a, b > 0. */
export function betaQuantile(p: number, a: number, b: number): number {
  requireProbability(p, 'a probability');
  if (p === 0 || p === 1) return p;
  let low = 0;
  let high = 1;
  for (;;) {
    const middle = low + (high - low) / 2;
    if (middle === low || middle === high) return high;
    if (betaCumulative(middle, a, b) < p) low = middle;
    else high = middle;
  }
}
