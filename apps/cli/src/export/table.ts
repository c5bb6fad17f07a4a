import type { PlanAxis, PlanExperiment } from '@kirchhoff/plan';
import type { FinishedRun } from '../record/read-run.js';
import { numbersOf } from '../store/rows.js';

/** A column of a table: numbers (NaN where there is none), or words. */
export interface Column {
  /** With its unit: `cross_entropy [nat]`, `sigma [fraction of target]`. */
  readonly name: string;
  readonly values: Float64Array | readonly string[];
}

/** The unit of a metric's number. */
function unitOf(metric: string): string {
  if (metric.startsWith('cross_entropy')) return ' [nat]';
  if (metric.startsWith('signal_to_error')) return ' [dB]';
  return /accuracy|agreement|share/.test(metric) ? ' [fraction]' : '';
}

/** An axis's name with the unit of its stored numbers; a percentage is stored as the fraction of its basis. */
function axisTitle({ name, unit }: PlanAxis): string {
  if (unit.si !== '') return `${name} [${unit.si}]`;
  return unit.label.startsWith('%') ? `${name} [fraction${unit.label.slice(1)}]` : name;
}

interface AxisOf {
  readonly title: string;
  readonly valueOf: (point: number) => number | string;
}

const axesOf = (experiment: PlanExperiment): AxisOf[] =>
  experiment.axes.map((axis, index) => ({
    title: axisTitle(axis),
    valueOf: (point) => {
      const value = axis.values[experiment.points[point]!.coordinates[index]!]!;
      return value.number ?? value.label;
    },
  }));

/** Numbers where every given value is one, words otherwise. */
function columnOf(name: string, values: readonly (number | string | undefined)[]): Column {
  const words = values.some((value) => typeof value === 'string');
  return words
    ? { name, values: values.map((value) => (value === undefined ? '' : String(value))) }
    : { name, values: Float64Array.from(values, (value) => Number(value ?? NaN)) };
}

/** Every chip instance of a run with what its point sets and what it gave. */
export function trialsTable({ plan, results }: FinishedRun): Column[] {
  const { trials } = results;
  const axes = new Map(plan.experiments.map((experiment) => [experiment.name, axesOf(experiment)]));
  const titles = [...new Set([...axes.values()].flatMap((each) => each.map(({ title }) => title)))];
  const measured = trials.map((trial) => new Map(numbersOf(trial, '')));
  const metrics = [...new Set(measured.flatMap((each) => [...each.keys()]))];
  return [
    { name: 'experiment', values: trials.map(({ experiment }) => experiment) },
    columnOf(
      'point',
      trials.map(({ point }) => point),
    ),
    ...titles.map((title) =>
      columnOf(
        title,
        trials.map(({ experiment, point }) =>
          axes
            .get(experiment)!
            .find((axis) => axis.title === title)
            ?.valueOf(point),
        ),
      ),
    ),
    columnOf(
      'repeat',
      trials.map(({ repeat }) => repeat),
    ),
    columnOf(
      'trial',
      trials.map(({ trial }) => trial),
    ),
    ...metrics.map((metric) =>
      columnOf(
        `${metric}${unitOf(metric)}`,
        measured.map((each) => each.get(metric)),
      ),
    ),
  ];
}
