import type { PointSummary } from './summarise.js';

const within = (fraction: number): number => Math.min(1, Math.max(0, fraction));

/**
 * The interval of a mean accuracy as it is printed, fractions: its part between 0 and 1, which holds the mean as often, as no mean lies
 * elsewhere (model.md section 6). Undefined for a single chip. summary.csv keeps the whole interval.
 */
export function accuracyInterval({
  intervalLow,
  intervalHigh,
}: PointSummary): readonly [low: number, high: number] | undefined {
  return Number.isNaN(intervalLow) ? undefined : [within(intervalLow), within(intervalHigh)];
}
