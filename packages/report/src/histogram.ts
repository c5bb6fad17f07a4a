import type { PlanExperiment, PlanHistogram, Results } from '@kirchhoff/plan';
import type { Figure } from './draw.js';
import { valuesOf } from './estimate.js';
import { facet, join, orderedLabels } from './facet.js';
import { labelsAt, trialsByPoint } from './group.js';
import { metrics, titleOfMetric } from './metric.js';

/** How chips spread: a histogram of a metric over all trials, by series. */
export function histogramFigure(
  histogram: PlanHistogram,
  experiment: PlanExperiment,
  results: Results,
): Figure {
  const metric = metrics[histogram.x]!;
  const factor = metric.percent ? 100 : 1;
  const values = trialsByPoint(experiment, results).flatMap((trials, point) => {
    const series = join(labelsAt(experiment, point, histogram.series));
    const column = labelsAt(experiment, point, histogram.panels.slice(0, 1))[0] ?? '';
    const row = join(labelsAt(experiment, point, histogram.panels.slice(1)));
    return valuesOf(histogram.x, trials, experiment).map((value) => ({
      x: value * factor,
      series,
      column,
      row,
    }));
  });
  const color =
    histogram.series.length === 0
      ? {}
      : {
          color: {
            field: 'series',
            type: 'nominal',
            title: histogram.series.join(', '),
            sort: orderedLabels(experiment, histogram.series),
          },
        };
  const view = {
    mark: { type: 'bar', opacity: 0.6 },
    encoding: {
      x: {
        field: 'x',
        type: 'quantitative',
        bin: { maxbins: 40 },
        title: titleOfMetric(metric),
        axis: { tickCount: 8, labelOverlap: 'greedy' },
      },
      y: { aggregate: 'count', type: 'quantitative', stack: null, title: 'chips' },
      ...color,
    },
  };
  return {
    title: histogram.name.replaceAll('_', ' '),
    data: { values },
    ...facet(view, experiment, histogram.panels),
  };
}
