import { deviation } from './deviation.js';
import { mean } from './mean.js';
import { meanInterval } from './meanInterval.js';
import type { Summary, SummaryOptions } from './summarise.js';
import { summarise } from './summarise.js';

/** A summary over repeats (trained networks) that were all evaluated on the same chips. */
export interface RepeatSummary extends Summary {
  readonly chips: number;
  readonly repeats: number;
  /** deviation of the means of the repeats; NaN of a single repeat */
  readonly betweenRepeatsDeviation: number;
}

function requireSameChips(repeats: readonly ArrayLike<number>[]): number {
  const chips = repeats.length === 0 ? 0 : repeats[0].length;
  if (repeats.some((values) => values.length !== chips))
    throw new RangeError('every repeat must be evaluated on the same chips');
  return chips;
}

/** Mean over the repeats of every chip; `repeats[r][c]` is chip c of repeat r. */
export function chipMeans(repeats: readonly ArrayLike<number>[]): Float64Array {
  const chips = requireSameChips(repeats);
  return Float64Array.from({ length: chips }, (_, chip) => mean(repeats.map((values) => values[chip])));
}

/**
 * Summary of `repeats[r][c]`, chip c under repeat r. Mean and interval are those of the per-chip means across repeats;
 * n, deviation and quantiles are over all chips of all repeats. A single repeat gives exactly `summarise` of it.
 */
export function summariseRepeats(
  repeats: readonly ArrayLike<number>[],
  options: SummaryOptions = {},
): RepeatSummary {
  const perChip = chipMeans(repeats);
  const all = summarise(
    repeats.flatMap((values) => Array.from(values)),
    options,
  );
  const interval = meanInterval(
    perChip,
    all.confidence,
    (options.resolution ?? 0) / Math.max(1, repeats.length),
  );
  return {
    ...all,
    mean: mean(perChip),
    intervalLow: interval.low,
    intervalHigh: interval.high,
    chips: perChip.length,
    repeats: repeats.length,
    betweenRepeatsDeviation: deviation(repeats.map((values) => mean(values))),
  };
}
