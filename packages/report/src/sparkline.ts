import type { PlanExperiment } from '@kirchhoff/plan';
import { isNumeric } from './axis.js';
import { groupPoints, labelsAt } from './group.js';
import type { PointSummary } from './summarise.js';

const levels = '▁▂▃▄▅▆▇█';
/** More lines than this are no overview. */
const mostLines = 12;

/** Numbers as bars of eight heights between the least and the largest of `within`. */
export function bars(values: readonly number[], within: readonly number[]): string {
  const [low, high] = [Math.min(...within), Math.max(...within)];
  const height = (value: number): number =>
    high === low ? 0 : Math.round(((value - low) / (high - low)) * (levels.length - 1));
  return values.map((value) => levels[height(value)]).join('');
}

const percent = (fraction: number): string => `${(fraction * 100).toFixed(2)} %`;

/** Mean accuracy against the first axis of numbers, a line for every combination of the others; none for searches and single points. */
export function sparklines(experiment: PlanExperiment, summaries: readonly PointSummary[]): string[] {
  const axis = experiment.axes.find((each) => isNumeric(each) && each.values.length > 1);
  const own = new Map(
    summaries
      .filter((summary) => summary.experiment === experiment.name)
      .map((summary) => [summary.point, summary.mean]),
  );
  if (axis === undefined || experiment.finds.length > 0 || own.size < 2) return [];
  const others = experiment.axes.map(({ name }) => name).filter((name) => name !== axis.name);
  const groups = groupPoints(experiment, others).slice(0, mostLines);
  const all = [...own.values()];
  const names = groups.map(([first]) =>
    labelsAt(experiment, first!, others)
      .map((label, index) => `${others[index]!} = ${label}`)
      .join(', '),
  );
  const width = Math.max(...names.map(({ length }) => length));
  return groups.flatMap((points, index) => {
    const values = points.flatMap((point) => own.get(point) ?? []);
    if (values.length === 0) return [];
    const ends = `${percent(values[0]!)} to ${percent(values.at(-1)!)}`;
    return [`${names[index]!.padEnd(width)}  ${bars(values, all)}  ${ends}, over ${axis.name}`.trimStart()];
  });
}
