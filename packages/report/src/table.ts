import type { PlanEstimate, PlanExperiment, PlanTable, Results } from '@kirchhoff/plan';
import { answersOf } from './answer.js';
import { titleOf } from './axis.js';
import { evaluate, inPercent, titleOfEstimate } from './estimate.js';
import { axisNamed, join, orderedLabels } from './facet.js';
import { labelsAt, trialsByPoint } from './group.js';

/** A table ready to print: a title, header cells and rows of text. */
export interface Grid {
  readonly title: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Four significant digits, percent where the estimate is one; empty for no trials. */
export function formatEstimate(estimate: PlanEstimate, value: number | undefined): string {
  if (value === undefined || Number.isNaN(value)) return '';
  return inPercent(estimate) ? (value * 100).toFixed(2) : String(Number(value.toPrecision(4)));
}

/** Points a table counts: all, or where something was searched the answers, of several the first that can. */
function countedPoints(
  experiment: PlanExperiment,
  results: Results,
): (points: readonly number[]) => readonly number[] {
  const found = answersOf(experiment, results);
  if (found === undefined) return (points) => points;
  const answers = found.answers.filter(({ finding }) => finding.answer !== null);
  return (points) => {
    const own = answers.filter(({ finding }) => points.includes(finding.answer!));
    const firsts = own.filter(({ first }) => first);
    return (firsts.length > 0 ? firsts : own).map(({ finding }) => finding.answer!);
  };
}

const headOf = (experiment: PlanExperiment, value: PlanEstimate): string => {
  const axis = axisNamed(experiment, value.of);
  return axis === undefined ? titleOfEstimate(value) : titleOf(axis);
};

/** The values of an axis at some points: one label, or all there are. */
function axisCell(experiment: PlanExperiment, name: string, points: readonly number[]): string {
  const labels = points.flatMap((point) => labelsAt(experiment, point, [name]));
  return [...new Set(labels)].join(', ');
}

/** A report's table: rows of the row axes, columns of the column axes times the values. */
export function tableGrid(table: PlanTable, experiment: PlanExperiment, results: Results): Grid {
  const byPoint = trialsByPoint(experiment, results);
  const rowLabels = orderedLabels(experiment, table.rows);
  const columnLabels = orderedLabels(experiment, table.columns);
  const counted = countedPoints(experiment, results);
  const at = (row: string, column: string): readonly number[] =>
    counted(
      experiment.points.flatMap((_, point) =>
        join(labelsAt(experiment, point, table.rows)) === row &&
        join(labelsAt(experiment, point, table.columns)) === column
          ? [point]
          : [],
      ),
    );
  const heads = columnLabels.flatMap((column) =>
    table.values.map((value) =>
      table.columns.length === 0
        ? headOf(experiment, value)
        : join([
            `${table.columns.join(', ')} ${column}`,
            table.values.length > 1 ? headOf(experiment, value) : '',
          ]),
    ),
  );
  const rows = rowLabels.map((row) => [
    row,
    ...columnLabels.flatMap((column) => {
      const points = at(row, column);
      const trials = points.flatMap((point) => byPoint[point]!);
      return table.values.map((value) =>
        axisNamed(experiment, value.of) !== undefined
          ? axisCell(experiment, value.of, points)
          : formatEstimate(
              value,
              trials.length === 0 ? undefined : evaluate(value, trials, experiment, results.images),
            ),
      );
    }),
  ]);
  const rowTitle = table.rows.map((name) => {
    const axis = axisNamed(experiment, name);
    return axis === undefined ? name : titleOf(axis);
  });
  const subject = table.values.length === 1 ? `: ${headOf(experiment, table.values[0]!)}` : '';
  return {
    title: `${table.name.replaceAll('_', ' ')}${subject}`,
    header: [rowTitle.join(', '), ...heads],
    rows,
  };
}
