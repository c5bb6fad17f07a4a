import type { Plan, PlanExperiment, Results } from '@kirchhoff/plan';
import { holm, mean, pairedComparisons, welchDifference } from '@kirchhoff/statistics';
import { cellsOf } from './axis.js';
import { chipAccuracies, chipResolution } from './chip-accuracies.js';
import { trialsByPoint } from './group.js';
import type { Grid } from './table.js';
import { pointText } from './verdict.js';

/** A run as it is compared. */
export interface ComparedRun {
  readonly plan: Plan;
  readonly results: Results;
}

/** The accuracy of one point in two runs; fractions. */
export interface PointComparison {
  readonly experiment: string;
  readonly point: string;
  /** The same chips in both runs: the interval is that of the paired differences. */
  readonly paired: boolean;
  /** Chips compared, of the second run. */
  readonly chips: number;
  readonly first: number;
  readonly second: number;
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  /** Two-sided, adjusted for all points (Holm). */
  readonly pValue: number;
}

const keyOf = (experiment: PlanExperiment, point: number): string =>
  JSON.stringify(Object.entries(cellsOf(experiment, point)).sort());

/** Chips are the same silicon where the seed is, and it does not depend on the point. */
const sameChips = (a: PlanExperiment, b: PlanExperiment): boolean =>
  a.seed === b.seed && !a.seedPerPoint && !b.seedPerPoint;

interface Compared {
  readonly paired: boolean;
  readonly confidence: number;
  /** Steps between possible accuracies, first run and second. */
  readonly resolutions: readonly [number, number];
}

function comparePoint(
  values: readonly [Float64Array, Float64Array],
  { paired, confidence, resolutions }: Compared,
) {
  const chips = Math.min(values[0].length, values[1].length);
  if (!paired) {
    const { difference, low, high, pValue } = welchDifference(values[1], values[0], confidence, [
      resolutions[1],
      resolutions[0],
    ]);
    return {
      first: mean(values[0]),
      second: mean(values[1]),
      chips: values[1].length,
      difference,
      low,
      high,
      pValue,
    };
  }
  const [a, b] = values.map((each) => each.subarray(0, chips));
  const [{ difference, low, high, pValue }] = pairedComparisons([a!, b!], [[0, 1]], confidence, resolutions);
  return { first: mean(a!), second: mean(b!), chips, difference, low, high, pValue };
}

/** Every point that both runs have, by experiment and what the point sets, in the order of the second run. */
export function comparePoints(first: ComparedRun, second: ComparedRun): PointComparison[] {
  const found = second.plan.experiments.flatMap((experiment) => {
    const earlier = first.plan.experiments.find(({ name }) => name === experiment.name);
    if (earlier === undefined) return [];
    const places = new Map(earlier.points.map((_, point) => [keyOf(earlier, point), point]));
    const before = trialsByPoint(earlier, first.results);
    const paired = sameChips(earlier, experiment);
    return trialsByPoint(experiment, second.results).flatMap((trials, point) => {
      const place = places.get(keyOf(experiment, point));
      if (place === undefined) return [];
      const old = before[place]!;
      if (old.length === 0 || trials.length === 0) return [];
      const values = [chipAccuracies(old), chipAccuracies(trials)] as const;
      const text = pointText(experiment, point);
      const resolutions = [
        chipResolution(earlier, place, old, first.results),
        chipResolution(experiment, point, trials, second.results),
      ] as const;
      return [
        {
          experiment: experiment.name,
          point: text,
          paired,
          ...comparePoint(values, { paired, confidence: experiment.confidence, resolutions }),
        },
      ];
    });
  });
  const adjusted = holm(found.map(({ pValue }) => pValue));
  return found.map((each, index) => ({ ...each, pValue: adjusted[index]! }));
}

const percent = (fraction: number): string => (fraction * 100).toFixed(2);

/** The comparison as a table, differences in points. */
export function compareGrid(comparisons: readonly PointComparison[], confidence: number): Grid {
  const level = Number((confidence * 100).toPrecision(6));
  return {
    title: 'mean accuracy in both runs, second minus first; p adjusted for all points (Holm)',
    header: [
      'experiment',
      'point',
      'chips',
      'first [%]',
      'second [%]',
      'difference [points]',
      `${level} % interval [points]`,
      'p',
      'chips are',
    ],
    rows: comparisons.map((each) => [
      each.experiment,
      each.point,
      String(each.chips),
      percent(each.first),
      percent(each.second),
      percent(each.difference),
      Number.isNaN(each.low) ? '' : `${percent(each.low)} to ${percent(each.high)}`,
      each.pValue < 0.0001 ? '< 0.0001' : each.pValue.toFixed(4),
      each.paired ? 'the same' : 'others',
    ]),
  };
}
