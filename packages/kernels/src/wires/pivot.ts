import { refusalError } from '../refusal.js';

/**
 * 1 + r G for a resistance r [ohm] in series with an admittance G [S]: what an elimination divides by. It is at least 1
 * where no cell is below 0 S. Throws a refusal where it is not above 0: cells below 0 S then feed their lines more than
 * these take away, and no steady state exists.
 */
export function pivotOf(resistance: number, conductance: number): number {
  const pivot = 1 + resistance * conductance;
  if (pivot > 0) return pivot;
  throw refusalError({
    kind: 'contradiction',
    setting: 'device.clip',
    value: 'none',
    allowed: `nonnegative or range: cells that add up to ${conductance.toPrecision(3)} S lie behind ${resistance} ohm, and below 0 S such a line has no steady state`,
  });
}
