import type { PlanExperiment, PlanPlot, Results } from '@kirchhoff/plan';
import { type Answer, answersOf } from './answer.js';
import { isNumeric, shown, titleOf, wholeTicks } from './axis.js';
import type { Figure } from './draw.js';
import { axisNamed, facet, join, orderedLabels } from './facet.js';
import { labelsAt } from './group.js';
import { logAxis } from './log-axis.js';

/** True for a plot of what a search found: `plot frontier { x = bits, y = sigma }`. */
export const isFrontier = ({ y }: PlanPlot, experiment: PlanExperiment): boolean =>
  y.kind === 'value' && experiment.finds.at(-1)?.name === y.of;

function rowOf(plot: PlanPlot, experiment: PlanExperiment, { finding, first, knee }: Answer) {
  if (finding.answer === null) return [];
  const { coordinates } = experiment.points[finding.answer]!;
  const place = experiment.axes.findIndex(({ name }) => name === plot.x);
  const [xAxis, yAxis] = [experiment.axes[place], experiment.axes.at(-1)!];
  const value = xAxis?.values[coordinates[place]!];
  const y = yAxis.values[coordinates.at(-1)!]!.number!;
  const label = (names: readonly string[]): string => join(labelsAt(experiment, finding.answer!, names));
  return [
    {
      x:
        xAxis === undefined || value === undefined || value.number === null
          ? (value?.label ?? '')
          : shown(xAxis, value.number),
      y: shown(yAxis, y),
      mark: knee ? 'knee' : first ? 'first that can' : '',
      series: label(plot.series),
      column: label(plot.panels.slice(0, 1)),
      row: label(plot.panels.slice(1)),
    },
  ];
}

/** What a search found against another axis: a line per series, with the knee and the first value that can marked. */
export function frontierFigure(plot: PlanPlot, experiment: PlanExperiment, results: Results): Figure {
  const xAxis = axisNamed(experiment, plot.x);
  const numeric = xAxis !== undefined && isNumeric(xAxis);
  const searched = numeric ? xAxis.values.map(({ number }) => shown(xAxis, number!)) : [];
  // All values that were searched, also those without an answer.
  const domain = [Math.min(...searched), Math.max(...searched)];
  const x = {
    field: 'x',
    type: numeric ? 'quantitative' : 'nominal',
    title: xAxis === undefined ? plot.x : titleOf(xAxis),
    ...(numeric && { scale: { type: plot.xScale, zero: false, domain, padding: 24 } }),
    ...(numeric && (plot.xScale === 'log' ? logAxis(xAxis) : wholeTicks(xAxis))),
    ...(!numeric && { sort: orderedLabels(experiment, [plot.x]) }),
  };
  const y = {
    field: 'y',
    type: 'quantitative',
    title: titleOf(experiment.axes.at(-1)!),
    scale: { type: plot.yScale, zero: plot.yScale === 'linear' },
  };
  const color =
    plot.series.length === 0
      ? {}
      : {
          color: {
            field: 'series',
            type: 'nominal',
            title: plot.series.join(', '),
            sort: orderedLabels(experiment, plot.series),
          },
        };
  const view = {
    layer: [
      { mark: { type: 'line', point: true }, encoding: { x, y, ...color } },
      {
        transform: [{ filter: "datum.mark !== ''" }],
        mark: { type: 'text', dy: -12, fontSize: 11 },
        encoding: { x, y, text: { field: 'mark', type: 'nominal' } },
      },
    ],
  };
  const answers = answersOf(experiment, results)?.answers ?? [];
  return {
    title: plot.name.replaceAll('_', ' '),
    data: { values: answers.flatMap((answer) => rowOf(plot, experiment, answer)) },
    ...facet(view, experiment, plot.panels),
  };
}
