import type { PlanExperiment, Results } from '@kirchhoff/plan';
import {
  type Comparison,
  mean,
  pairedComparisons,
  varianceShares,
  type VarianceShares,
} from '@kirchhoff/statistics';
import { chipAccuracies, chipResolution } from './chip-accuracies.js';
import { trialsByPoint } from './group.js';

/** How the accuracy of the same chips differs between two values of one axis, averaged over all others; fractions. */
export interface AxisDifference extends Comparison {
  readonly axis: number;
  readonly chips: number;
}

/** Accuracies by point, of as many chips as every point has; undefined where points were searched or their chips are others. */
function sameChips(experiment: PlanExperiment, results: Results): Float64Array[] | undefined {
  if (experiment.finds.length > 0 || experiment.axes.length === 0) return undefined;
  const all = trialsByPoint(experiment, results).map(chipAccuracies);
  const chips = Math.min(...all.map(({ length }) => length));
  return chips < 2 ? undefined : all.map((values) => values.subarray(0, chips));
}

/**
 * Every value of every axis against the first of its axis, on the same chips (common random numbers, model.md section 7); p-values
 * are adjusted for all of them together (Holm). Empty where every point has chips of its own.
 */
export function axisDifferences(experiment: PlanExperiment, results: Results): AxisDifference[] {
  const values = experiment.seedPerPoint ? undefined : sameChips(experiment, results);
  if (values === undefined) return [];
  const chips = values[0]!.length;
  const levels = experiment.axes.flatMap((axis, index) =>
    axis.values.map((_, value) => ({ axis: index, value })),
  );
  const averaged = levels.map(({ axis, value }) => {
    const own = values.filter((_, point) => experiment.points[point]!.coordinates[axis] === value);
    return Float64Array.from({ length: chips }, (_, chip) => mean(own.map((each) => each[chip]!)));
  });
  const byPoint = trialsByPoint(experiment, results);
  const steps = byPoint.map((trials, point) => chipResolution(experiment, point, trials, results));
  const resolutions = levels.map(({ axis, value }) => {
    const own = steps.filter((_, point) => experiment.points[point]!.coordinates[axis] === value);
    return mean(own) / own.length;
  });
  const pairs = levels.flatMap(({ axis, value }, index): (readonly [number, number])[] =>
    value === 0 ? [] : [[levels.findIndex((level) => level.axis === axis), index]],
  );
  return pairedComparisons(averaged, pairs, experiment.confidence, resolutions).map((comparison) => ({
    ...comparison,
    axis: levels[comparison.first]!.axis,
    first: levels[comparison.first]!.value,
    second: levels[comparison.second]!.value,
    chips,
  }));
}

/** Which axis the accuracy varies with (Sobol's shares over the grid); undefined for grids with holes and searches. */
export function axisShares(experiment: PlanExperiment, results: Results): VarianceShares | undefined {
  const values = sameChips(experiment, results);
  if (values === undefined) return undefined;
  return varianceShares(
    experiment.points.map(({ coordinates }, point) => ({ coordinates, values: values[point]! })),
  );
}
