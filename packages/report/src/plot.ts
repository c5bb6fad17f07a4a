import type { PlanExperiment, PlanPlot, Results, TrialResult } from '@kirchhoff/plan';
import { type Interval, quantile } from '@kirchhoff/statistics';
import { isNumeric, shown, titleOf, wholeTicks } from './axis.js';
import type { Figure } from './draw.js';
import { evaluate, inPercent, titleOfEstimate, valuesOf } from './estimate.js';
import { axisNamed, facet, join, orderedLabels } from './facet.js';
import { frontierFigure, isFrontier } from './frontier.js';
import { groupPoints, labelsAt, trialsByPoint } from './group.js';
import { learningPlot } from './learning.js';
import { logAxis } from './log-axis.js';
import { confidenceOf, networksOf } from './statistics.js';
import { yieldOfChips } from './yield.js';

interface Row {
  readonly x: number | string;
  readonly y: number;
  readonly low?: number;
  readonly high?: number;
  readonly series: string;
  readonly column: string;
  readonly row: string;
}

/** The exact interval of a yield at a single point, else the middle share of the chips where a band is asked for; fractions. */
function bandOf(
  { y, band }: PlanPlot,
  trials: readonly TrialResult[],
  experiment: PlanExperiment,
  points: number,
): Interval | undefined {
  if (y.kind === 'yield')
    return points > 1
      ? undefined
      : yieldOfChips(y, networksOf(y.of, trials, experiment), confidenceOf(experiment)).interval;
  if (band === null) return undefined;
  const values = valuesOf(y.of, trials, experiment);
  const tail = (1 - band) / 2;
  return { low: quantile(values, tail), high: quantile(values, 1 - tail) };
}

/** Trials of several points pooled where axes outside the plot remain. */
function rowsOf(plot: PlanPlot, experiment: PlanExperiment, results: Results): Row[] {
  const byPoint = trialsByPoint(experiment, results);
  const axis = axisNamed(experiment, plot.x);
  const factor = inPercent(plot.y) ? 100 : 1;
  return groupPoints(experiment, [plot.x, ...plot.series, ...plot.panels]).flatMap((points) => {
    const trials = points.flatMap((point) => byPoint[point]!);
    const y = evaluate(plot.y, trials, experiment, results.images) * factor;
    if (trials.length === 0 || Number.isNaN(y)) return [];
    const first = points[0]!;
    const index = experiment.axes.findIndex((candidate) => candidate.name === plot.x);
    const value = axis?.values[experiment.points[first]!.coordinates[index]!];
    const band = bandOf(plot, trials, experiment, points.length);
    return [
      {
        x:
          axis === undefined || value === undefined
            ? ''
            : value.number === null || !isNumeric(axis)
              ? value.label
              : shown(axis, value.number),
        y,
        ...(band && { low: band.low * factor, high: band.high * factor }),
        series: join(labelsAt(experiment, first, plot.series)),
        column: labelsAt(experiment, first, plot.panels.slice(0, 1))[0] ?? '',
        row: join(labelsAt(experiment, first, plot.panels.slice(1))),
      },
    ];
  });
}

/** Estimates whose 0 means nothing lost: bars may start there. */
const startsAtZero = ({ kind, of }: PlanPlot['y']): boolean =>
  kind === 'yield' || ['accuracy_loss', 'clipped_share'].includes(of);

const lineMark = { type: 'line', point: true };
const pointMark = { type: 'point', filled: true, size: 60 };
const barMark = { type: 'bar', opacity: 0.75 };

/** A logarithmic scale has no 0 to speak of. */
const scaleOf = (type: 'linear' | 'log', zero: boolean): object =>
  type === 'linear' ? { type, zero } : { type };

/** Lines along numbers; along words bars where they can start at 0, else points. */
function markOf(
  plot: PlanPlot,
  numeric: boolean,
): { readonly mark: { readonly type: string }; readonly offset: object } {
  if (numeric) return { mark: lineMark, offset: {} };
  if (plot.yScale === 'log' || !startsAtZero(plot.y)) return { mark: pointMark, offset: {} };
  const offset = plot.series.length === 0 ? {} : { xOffset: { field: 'series' } };
  return { mark: barMark, offset };
}

/** A plot of an estimate against an axis, with series, a band of chips and small multiples. */
export function plotFigure(plot: PlanPlot, experiment: PlanExperiment, results: Results): Figure {
  if (isFrontier(plot, experiment)) return frontierFigure(plot, experiment, results);
  const axis = axisNamed(experiment, plot.x);
  if (axis === undefined) return learningPlot(plot, experiment, results);
  const numeric = isNumeric(axis);
  const x = {
    field: 'x',
    type: numeric ? 'quantitative' : 'nominal',
    title: titleOf(axis),
    ...(numeric && (plot.xScale === 'log' ? logAxis(axis) : wholeTicks(axis))),
    scale: numeric ? { ...scaleOf(plot.xScale, false), nice: plot.xScale === 'linear' } : undefined,
    sort: numeric ? undefined : orderedLabels(experiment, [plot.x]),
    ...(!numeric && { axis: { labelAngle: axis.values.length > 5 ? -45 : 0, labelLimit: 0 } }),
  };
  const { mark, offset } = markOf(plot, numeric);
  const y = {
    field: 'y',
    type: 'quantitative',
    title: titleOfEstimate(plot.y),
    scale: scaleOf(plot.yScale, !numeric && startsAtZero(plot.y)),
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
  const band = {
    mark: { type: numeric ? 'area' : 'rule', opacity: numeric ? 0.18 : 0.6, tooltip: null },
    encoding: { x, y: { ...y, field: 'low' }, y2: { field: 'high' }, ...color, ...offset },
  };
  const line = { mark, encoding: { x, y, ...color, ...offset } };
  const layers = mark.type === 'bar' ? [line, band] : [band, line];
  const banded = plot.band !== null || plot.y.kind === 'yield';
  const view = { layer: banded ? layers : [line] };
  return {
    title: plot.name.replaceAll('_', ' '),
    data: { values: rowsOf(plot, experiment, results) },
    ...facet(view, experiment, plot.panels),
  };
}
