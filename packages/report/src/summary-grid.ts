import type { PlanExperiment } from '@kirchhoff/plan';
import { accuracyInterval } from './accuracy-interval.js';
import { titleOf } from './axis.js';
import type { PointSummary } from './summarise.js';
import type { Grid } from './table.js';

const percent = (fraction: number): string => (Number.isNaN(fraction) ? '' : (fraction * 100).toFixed(2));

/** Every point of an experiment with its interval, accuracies in percent; for the page and the terminal. */
export function summaryGrid(experiment: PlanExperiment, summaries: readonly PointSummary[]): Grid {
  const own = summaries.filter((summary) => summary.experiment === experiment.name);
  const repeated = own.some((summary) => summary.repeats > 1);
  const chips = [...new Set(own.map(({ trials }) => trials))].sort((a, b) => a - b);
  const drawn = chips.length > 1 ? `${chips[0]} to ${chips.at(-1)}` : `${chips[0] ?? 0}`;
  const level = Number((experiment.confidence * 100).toPrecision(6));
  const rows = own.map((summary) => [
    ...experiment.axes.map(
      (axis, index) => axis.values[experiment.points[summary.point]!.coordinates[index]!]!.label,
    ),
    String(summary.trials),
    percent(summary.mean),
    accuracyInterval(summary)?.map(percent).join(' – ') ?? '',
    percent(summary.deviation),
    ...(repeated ? [percent(summary.betweenRepeatsDeviation)] : []),
    percent(summary.meanLoss),
    percent(summary.softwareAccuracy),
  ]);
  return {
    title: `${experiment.name}: accuracy of ${drawn} chips per point, in % of the test images`,
    header: [
      ...experiment.axes.map(titleOf),
      'chips',
      'mean accuracy [%]',
      `${level} % interval [%]`,
      'deviation [%]',
      ...(repeated ? ['between repeats [%]'] : []),
      'mean loss [points]',
      'software [%]',
    ],
    rows,
  };
}
