import type { Interval } from './interval.js';
import { DEFAULT_CONFIDENCE } from './interval.js';
import { pairedDifference } from './pairedDifference.js';
import { requireInside } from './probability.js';
import { studentCumulative } from './student.js';
import type { Summary } from './summarise.js';

/**
 * p-values adjusted so that the chance of any false finding among them stays below the level they are held against (Holm 1979); in the
 * order given.
 */
export function holm(pValues: readonly number[]): number[] {
  const order = pValues.map((_, index) => index).sort((a, b) => pValues[a] - pValues[b] || a - b);
  const adjusted = new Array<number>(pValues.length);
  let largest = 0;
  order.forEach((index, rank) => {
    largest = Math.max(largest, Math.min(1, pValues[index] * (pValues.length - rank)));
    adjusted[index] = largest;
  });
  return adjusted;
}

/** How two conditions differ on the same chips, in the unit of the values. */
export interface Comparison extends Interval {
  /** Indexes of the conditions; the difference is `second` minus `first`. */
  readonly first: number;
  readonly second: number;
  readonly difference: number;
  /** Two-sided, of Student's paired test, adjusted for all comparisons made together. */
  readonly pValue: number;
}

/** Two-sided p-value of a paired test from its mean, deviation and number of pairs. */
function pairedP({ mean: difference, n }: Summary, deviation: number): number {
  if (n < 2) return 1;
  if (deviation === 0) return difference === 0 ? 1 : 0;
  const t = (difference / deviation) * Math.sqrt(n);
  return 2 * studentCumulative(-Math.abs(t), n - 1);
}

/**
 * Compares conditions that were evaluated on the same chips (common random numbers, model.md section 6): `values[condition][chip]`,
 * the pairs given. Intervals are those of each pair alone; p-values are adjusted for all pairs (Holm). `resolutions[condition]` is the
 * step between possible values, 0 unless given: the deviation of a difference is not taken below that of two numbers known to one
 * step each, as a few pairs that differ by the same step tell nothing of their spread.
 */
export function pairedComparisons(
  values: readonly ArrayLike<number>[],
  pairs: readonly (readonly [number, number])[],
  confidence = DEFAULT_CONFIDENCE,
  resolutions: readonly number[] = [],
): Comparison[] {
  requireInside(confidence, 'a confidence');
  const steps = pairs.map(([first, second]) =>
    Math.sqrt((resolutions[first] ?? 0) ** 2 + (resolutions[second] ?? 0) ** 2),
  );
  const summaries = pairs.map(([first, second], index) =>
    pairedDifference(values[second], values[first], { confidence, resolution: steps[index], quantiles: [] }),
  );
  const adjusted = holm(
    summaries.map((summary, index) =>
      pairedP(summary, Math.max(summary.deviation, steps[index] / Math.sqrt(12))),
    ),
  );
  return pairs.map(([first, second], index) => {
    const { mean, intervalLow, intervalHigh } = summaries[index];
    return {
      first,
      second,
      difference: mean,
      low: intervalLow,
      high: intervalHigh,
      pValue: adjusted[index],
    };
  });
}
