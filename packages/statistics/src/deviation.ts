import { mean } from './mean.js';

/**
 * Sample standard deviation (divisor n − 1) in the unit of the values, by two passes in index order; NaN of fewer than
 * two values.
 */
export function deviation(values: ArrayLike<number>): number {
  if (values.length < 2) return NaN;
  const centre = mean(values);
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    const difference = values[i] - centre;
    squares += difference * difference;
  }
  return Math.sqrt(squares / (values.length - 1));
}
