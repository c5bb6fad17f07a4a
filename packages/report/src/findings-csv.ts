import type { Plan, PlanExperiment, Results } from '@kirchhoff/plan';
import { answersOf } from './answer.js';
import { axisColumns, cellsOf, columnOf } from './axis.js';
import { type Cell, csvText } from './csv-text.js';
import { axisDifferences, axisShares } from './effects.js';
import { statistics } from './statistics.js';

/** `statistics.csv`: a row per number and interval of every point; percentages are fractions. */
export function statisticsCsv(plan: Plan, results: Results): string {
  const axes = axisColumns(plan.experiments);
  const byName = new Map(plan.experiments.map((experiment) => [experiment.name, experiment]));
  const rows = statistics(plan, results).map((row): Cell[] => {
    const cells = cellsOf(byName.get(row.experiment)!, row.point);
    const { estimate, interval, confidence, n } = row;
    const place = [row.experiment, row.point, ...axes.map((axis) => cells[axis] ?? null)];
    return [...place, row.name, row.method, estimate, interval.low, interval.high, confidence, n];
  });
  const header = ['statistic', 'method', 'estimate', 'interval_low', 'interval_high', 'confidence', 'n'];
  return csvText(['experiment', 'point', ...axes, ...header], rows);
}

const valueOf = (experiment: PlanExperiment, axis: number, index: number): string | number => {
  const { number, label } = experiment.axes[axis]!.values[index]!;
  return number ?? label;
};

/** `differences.csv`: every axis value against the first of its axis, on the same chips; undefined where there is none. */
export function differencesCsv(plan: Plan, results: Results): string | undefined {
  const rows = plan.experiments.flatMap((experiment) =>
    axisDifferences(experiment, results).map((row): Cell[] => [
      experiment.name,
      columnOf(experiment.axes[row.axis]!),
      valueOf(experiment, row.axis, row.first),
      valueOf(experiment, row.axis, row.second),
      ...[row.difference, row.low, row.high, experiment.confidence, row.pValue, row.chips],
    ]),
  );
  const measured = ['mean(accuracy)', 'interval_low', 'interval_high', 'confidence', 'p_holm', 'chips'];
  const header = ['experiment', 'axis', 'from', 'to', ...measured];
  return rows.length === 0 ? undefined : csvText(header, rows);
}

/** `variance.csv`: shares of the variance of the accuracy by source; undefined where no grid is complete. */
export function varianceCsv(plan: Plan, results: Results): string | undefined {
  const rows = plan.experiments.flatMap((experiment): Cell[][] => {
    const shares = axisShares(experiment, results);
    if (shares === undefined) return [];
    const name = (axis: number): string => experiment.axes[axis]!.name;
    return [
      ...shares.main.map((share, axis) => [experiment.name, name(axis), share, shares.total[axis]!]),
      ...shares.pairs.map(({ axes: [a, b], share }) => [
        experiment.name,
        `${name(a)} x ${name(b)}`,
        share,
        null,
      ]),
      [experiment.name, 'higher interactions', shares.higher, null],
      [experiment.name, 'chips', shares.chips, null],
    ];
  });
  return rows.length === 0 ? undefined : csvText(['experiment', 'source', 'share', 'total_share'], rows);
}

/** `answers.csv`: what was found on every line of an inverse question; undefined where none is asked. */
export function answersCsv(plan: Plan, results: Results): string | undefined {
  const asking = plan.experiments.filter(({ finds }) => finds.length > 0);
  const axes = axisColumns(asking);
  const rows = asking.flatMap((experiment) => {
    const searched = experiment.axes.length - 1;
    return answersOf(experiment, results)!.answers.map(({ outer, finding, chips, first, knee }): Cell[] => {
      const set = new Map(
        outer.map((index, axis) => [columnOf(experiment.axes[axis]!), valueOf(experiment, axis, index)]),
      );
      const at = (point: number | null): Cell =>
        point === null
          ? null
          : valueOf(experiment, searched, experiment.points[point]!.coordinates[searched]!);
      const verdict = finding.judged.find(({ point }) => point === finding.beyond)?.verdict ?? null;
      set.set(columnOf(experiment.axes[searched]!), at(finding.answer) ?? '');
      return [
        experiment.name,
        ...axes.map((axis) => set.get(axis) ?? null),
        ...[finding.answer, at(finding.beyond), verdict, experiment.confidence, chips],
        ...[first, knee].map((mark) => (mark ? 'yes' : 'no')),
        finding.against.length,
      ];
    });
  });
  const found = [
    'point',
    'next_value',
    'next_verdict',
    'confidence',
    'chips',
    'first',
    'knee',
    'contradictions',
  ];
  return rows.length === 0 ? undefined : csvText(['experiment', ...axes, ...found], rows);
}
