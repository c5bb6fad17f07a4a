// The exact one-sided bound of Clopper and Pearson for 0, 1 and 2 failures (Biometrika 26, 404, 1934).

/** base^exponent by squaring, for whole exponents. */
function power(base: number, exponent: number): number {
  let result = 1;
  let square = base;
  for (let rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result *= square;
    square *= square;
  }
  return result;
}

/** Probability of at most `failures` (0, 1 or 2) failures among n chips of yield p. */
export function atMost(failures: number, n: number, p: number): number {
  const q = 1 - p;
  const terms = [power(p, n), n * q * power(p, n - 1), ((n * (n - 1)) / 2) * q * q * power(p, n - 2)];
  return terms.slice(0, failures + 1).reduce((sum, term) => sum + term, 0);
}

/** Smallest number of chips that shows a yield p with so many failures; Infinity where none does. */
export function chipsNeeded(failures: number, p: number, alpha: number): number {
  if (!(p > 0 && p < 1 && alpha > 0)) return Infinity;
  let high = failures + 2;
  while (atMost(failures, high, p) > alpha) {
    high *= 2;
    if (high > 1e12) return Infinity;
  }
  let low = failures + 1;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (atMost(failures, middle, p) > alpha) low = middle;
    else high = middle;
  }
  return atMost(failures, low, p) <= alpha ? low : high;
}

/** The yield p with p^n = alpha: what n chips without a failure can show at most. */
export function largestShown(n: number, alpha: number): number {
  let [low, high] = [0, 1];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (power(middle, n) > alpha) high = middle;
    else low = middle;
  }
  return low;
}
