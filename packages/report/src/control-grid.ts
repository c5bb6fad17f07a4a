import type { PlanExperiment, Results } from '@kirchhoff/plan';
import { crossedDifference, type CrossedDifference } from '@kirchhoff/statistics';
import { titleOf } from './axis.js';
import { accuraciesByRepeat, trialsByPoint } from './group.js';
import type { PointSummary } from './summarise.js';
import type { Grid } from './table.js';
import { waysToTrain } from './training-axes.js';

/** A point beside the training that every way to train is compared with: the first values of their axes, all else equal. */
interface Compared {
  readonly point: number;
  readonly against: CrossedDifference | undefined;
}

/** Undefined where trainings are not compared, where chips are not the same, and where a control is not among the points. */
function compared(experiment: PlanExperiment, results: Results): Compared[] | undefined {
  const ways = waysToTrain(experiment);
  if (ways.length === 0 || experiment.seedPerPoint || experiment.finds.length > 0) return undefined;
  const { points } = experiment;
  const keyOf = (coordinates: readonly number[]): string => coordinates.join();
  const places = new Map(points.map(({ coordinates }, point) => [keyOf(coordinates), point]));
  const accuracies = trialsByPoint(experiment, results).map(accuraciesByRepeat);
  const chips = Math.min(...accuracies.flatMap((rows) => rows.map(({ length }) => length)));
  const repeats = new Set(accuracies.map(({ length }) => length));
  const controls = points.map(({ coordinates }) =>
    places.get(keyOf(coordinates.map((at, axis) => (ways.includes(axis) ? 0 : at)))),
  );
  if (chips < 2 || !Number.isFinite(chips) || repeats.size > 1 || controls.includes(undefined))
    return undefined;
  const same = (point: number): number[][] => accuracies[point]!.map((row) => row.slice(0, chips));
  return points.map((_, point) => ({
    point,
    against:
      controls[point] === point
        ? undefined
        : crossedDifference(same(point), same(controls[point]!), experiment.confidence),
  }));
}

const percent = (fraction: number): string => (fraction * 100).toFixed(2);

const verdictOf = ({ low, high }: CrossedDifference): string =>
  low > 0 ? 'better' : high < 0 ? 'worse' : 'no difference';

/**
 * Ways to train side by side: clean and robust accuracy, and the difference to the control on the same chips with its interval over chips
 * and repeats; undefined where an experiment does not compare trainings.
 */
export function controlGrid(
  experiment: PlanExperiment,
  results: Results,
  summaries: readonly PointSummary[],
): Grid | undefined {
  const rows = compared(experiment, results);
  if (rows === undefined) return undefined;
  const own = summaries.filter((summary) => summary.experiment === experiment.name);
  const level = Number((experiment.confidence * 100).toPrecision(6));
  const { repeats } = own[0]!;
  const samples = repeats > 1 ? `chips and ${repeats} trainings` : 'chips; one training each';
  const controls = waysToTrain(experiment).map(
    (axis) => `${experiment.axes[axis]!.name} = ${experiment.axes[axis]!.values[0]!.label}`,
  );
  return {
    title: `${experiment.name}: trainings against the control, ${controls.join(', ')}, on the same chips; intervals over ${samples}, each by itself: no difference where it holds 0`,
    header: [
      ...experiment.axes.map(titleOf),
      'clean accuracy [%]',
      'robust accuracy [%]',
      'deviation over chips [points]',
      'difference to the control [points]',
      `${level} % interval [points]`,
      'verdict',
    ],
    rows: rows.map(({ point, against }) => {
      const summary = own[point]!;
      const labels = experiment.points[point]!.coordinates.map(
        (at, axis) => experiment.axes[axis]!.values[at]!.label,
      );
      const known = [summary.softwareAccuracy, summary.mean, summary.deviation].map(percent);
      if (against === undefined) return [...labels, ...known, '', '', 'control'];
      const interval = `${percent(against.low)} to ${percent(against.high)}`;
      return [...labels, ...known, percent(against.difference), interval, verdictOf(against)];
    }),
  };
}
