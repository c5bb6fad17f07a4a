import type { PlanEstimate, PlanExperiment, PlanReport } from '@kirchhoff/plan';
import { isNumeric } from './axis.js';

const estimate = (kind: PlanEstimate['kind'], of: string): PlanEstimate => ({
  kind,
  of,
  level: null,
  when: null,
});

/**
 * The report of an experiment that no report block names: median accuracy with its band against the first numeric axis, one line
 * per value of the next, panels for the rest; the mean loss as a table; the spread of the chips.
 */
export function standardReport(experiment: PlanExperiment): PlanReport {
  if (experiment.finds.length > 0) return searchReport(experiment);
  const names = experiment.axes.map((axis) => axis.name);
  const x = experiment.axes.find(isNumeric)?.name ?? names[0];
  const others = names.filter((name) => name !== x);
  const of = experiment.name;
  const few = (experiment.axes.find((axis) => axis.name === x)?.values.length ?? 0) <= 9;
  const spread: PlanReport['items'][number] = {
    kind: 'histogram',
    name: 'spread_of_the_chips',
    of,
    x: 'accuracy',
    series: others.slice(0, 1),
    panels: x !== undefined && few ? [x] : [],
  };
  const items: PlanReport['items'] =
    x === undefined
      ? [spread]
      : [
          {
            kind: 'plot',
            name: `accuracy_against_${x}`,
            of,
            x,
            xScale: 'linear',
            y: estimate('median', 'accuracy'),
            yScale: 'linear',
            band: 0.9,
            series: others.slice(0, 1),
            panels: others.slice(1, 3),
          },
          {
            kind: 'table',
            name: 'accuracy_loss',
            of,
            rows: [x, ...others.slice(1)],
            columns: others.slice(0, 1),
            values: [estimate('mean', 'accuracy_loss')],
          },
          ...(isNumeric(experiment.axes.find(({ name }) => name === x)!)
            ? [yieldAgainst(experiment, x, others)]
            : []),
          spread,
        ];
  return { name: of, description: experiment.description, items, save: null };
}

/** Accuracy loss below which a standard page counts a chip as good, a fraction. */
const goodLoss = 0.01;

/** The share of chips that lose less than 1 %. */
const yieldAgainst = (
  { name: of }: PlanExperiment,
  x: string,
  others: readonly string[],
): PlanReport['items'][number] => ({
  kind: 'plot',
  name: `yield_against_${x}`,
  of,
  x,
  xScale: 'linear',
  y: { ...estimate('yield', 'accuracy_loss'), when: { operator: '<', bound: goodLoss } },
  yScale: 'linear',
  band: null,
  series: others.slice(0, 1),
  panels: others.slice(1, 3),
});

/** What was found against the axis before it, or the requirement along the only axis there is. */
function searchReport(experiment: PlanExperiment): PlanReport {
  const { axes, name: of, description, requires } = experiment;
  const names = axes.map((axis) => axis.name);
  const searched = names.at(-1)!;
  const x = names.at(-2);
  const plot: PlanReport['items'][number] = {
    kind: 'plot',
    name: x === undefined ? `requirement_against_${searched}` : `${searched}_against_${x}`,
    of,
    x: x ?? searched,
    xScale: 'linear',
    y: x === undefined ? requires[0]!.left : estimate('value', searched),
    yScale: 'linear',
    band: null,
    series: names.slice(0, -2).slice(0, 1),
    panels: names.slice(0, -2).slice(1, 3),
  };
  return { name: of, description, items: [plot], save: null };
}
