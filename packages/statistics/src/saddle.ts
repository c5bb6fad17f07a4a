import { log1p64, log64 } from '@kirchhoff/random';

const { abs } = Math;

const SERIES_FROM = 16;

/**
 * δ(x) = ln Γ(x) − (x − ½) ln x + x − ½ ln 2π for x > 0, to 1e-15 absolute: Stirling's series from 16 upwards, the
 * recurrence δ(x) = δ(x + 1) + (x + ½) ln(1 + 1/x) − 1 below.
 */
export function stirlingError(x: number): number {
  let shifted = x;
  let correction = 0;
  for (; shifted < SERIES_FROM; shifted++) correction += (shifted + 0.5) * log1p64(1 / shifted) - 1;
  const square = shifted * shifted;
  const tail = 1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square;
  return correction + (1 / 12 - (1 / 360 - tail / square) / square) / shifted;
}

/** D(x, m) = x ln(x / m) + m − x for x, m > 0, without cancellation near x = m (Loader 2000, bd0). */
export function deviance(x: number, m: number): number {
  if (!(abs(x - m) < 0.1 * (x + m))) return x * log64(x / m) + m - x;
  const ratio = (x - m) / (x + m);
  const square = ratio * ratio;
  let total = (x - m) * ratio;
  let term = 2 * x * ratio;
  for (let odd = 3; ; odd += 2) {
    term *= square;
    const next = total + term / odd;
    if (next === total) return total;
    total = next;
  }
}
