import { exp64 } from './exp64.js';

const ABOVE = [
  220.206867912376, 221.213596169931, 112.079291497871, 33.912866078383, 6.37396220353165, 0.700383064443688,
  0.0352624965998911,
];
const BELOW = [
  440.413735824752, 793.826512519948, 637.333633378831, 296.564248779674, 86.7807322029461, 16.064177579207,
  1.75566716318264, 0.0883883476483184,
];
const SPLIT = 7.07106781186547;
const ROOT_TWO_PI = 2.506628274631;

function polynomial(terms: readonly number[], x: number): number {
  let sum = terms[terms.length - 1];
  for (let i = terms.length - 2; i >= 0; i--) sum = sum * x + terms[i];
  return sum;
}

/**
 * Distribution function of the standard normal in float64 by + − × ÷ alone (Hart 1968, algorithm 5666, as given by West,
 * Wilmott Magazine 2005); absolute error below 1e-14. docs/numerics.md section 11.
 */
export function cumulative64(z: number): number {
  if (z !== z) return z;
  const x = z < 0 ? -z : z;
  const bell = exp64((-x * x) / 2);
  const tail =
    x < SPLIT
      ? (bell * polynomial(ABOVE, x)) / polynomial(BELOW, x)
      : bell / (ROOT_TWO_PI * (x + 1 / (x + 2 / (x + 3 / (x + 4 / (x + 0.65))))));
  return z < 0 ? tail : 1 - tail;
}
