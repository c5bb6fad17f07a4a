/** Throws a RangeError unless 0 ≤ value ≤ 1. */
export function requireProbability(value: number, what: string): void {
  if (!(value >= 0 && value <= 1)) throw new RangeError(`${what} must lie between 0 and 1, not ${value}`);
}

/** Throws a RangeError unless 0 < value < 1. */
export function requireInside(value: number, what: string): void {
  if (!(value > 0 && value < 1)) throw new RangeError(`${what} must lie inside 0 and 1, not ${value}`);
}
