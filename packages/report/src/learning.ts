import type { PlanExperiment, PlanPlot, Results, TrainingEpoch } from '@kirchhoff/plan';
import { mean } from '@kirchhoff/statistics';
import type { Figure } from './draw.js';
import { facet, join, orderedLabels } from './facet.js';
import { groupPoints, labelsAt } from './group.js';
import { panelSize } from './theme.js';
import { pointText } from './verdict.js';

/** Columns of the training log by their names in the language. */
const columns: Readonly<Record<string, { label: string; of: (epoch: TrainingEpoch) => number | null }>> = {
  epoch: { label: 'epoch', of: (epoch) => epoch.epoch },
  learning_rate: { label: 'learning rate', of: (epoch) => epoch.learningRate },
  training_loss: { label: 'training loss [nat]', of: (epoch) => epoch.trainingLoss },
  training_accuracy: { label: 'training accuracy', of: (epoch) => epoch.trainingAccuracy },
  test_accuracy: { label: 'test accuracy', of: (epoch) => epoch.testAccuracy },
};

/** Names a learning plot may use for x and y. */
export const learningColumns = Object.keys(columns);

/** Accuracy against the epoch for every training an experiment evaluates, mean over its networks; undefined where nothing was trained. */
export function learningFigure(experiment: PlanExperiment, results: Results): Figure | undefined {
  const trainings = new Map<string, string>();
  experiment.points.forEach(({ weights }, point) => {
    if (weights.kind === 'training' && !trainings.has(weights.training))
      trainings.set(weights.training, pointText(experiment, point));
  });
  const several = trainings.size > 1;
  const values = [...trainings].flatMap(([training, place]) => {
    const log = results.training.filter((epoch) => epoch.training === training);
    return [...new Set(log.map(({ epoch }) => epoch))].flatMap((x) =>
      (['training_accuracy', 'test_accuracy'] as const).flatMap((name) => {
        const found = log.filter(({ epoch }) => epoch === x).map((epoch) => columns[name]!.of(epoch));
        const known = found.filter((y) => y !== null);
        return known.length === 0
          ? []
          : [{ x, y: 100 * mean(known), images: name === 'test_accuracy' ? 'test' : 'training', place }];
      }),
    );
  });
  if (values.length === 0 || trainings.size > mostTrainings) return undefined;
  const view = {
    mark: { type: 'line', point: true },
    encoding: {
      x: { field: 'x', type: 'quantitative', title: 'epoch', axis: { tickMinStep: 1 } },
      y: { field: 'y', type: 'quantitative', title: 'accuracy [%]', scale: { zero: false } },
      color: { field: 'images', type: 'nominal', title: 'images', sort: ['training', 'test'] },
    },
  };
  return {
    title: 'how the networks learned',
    data: { values },
    ...(several
      ? {
          facet: { field: 'place', type: 'nominal', title: null, sort: [...trainings.values()] },
          columns: 3,
          spec: { ...view, ...panelSize.small },
        }
      : { ...view, width: panelSize.single.width, height: 220 }),
  };
}

/** More trainings than this have no figure of their own. */
const mostTrainings = 12;

/** A learning curve: a training column against another, mean over the repeats. */
export function learningPlot(plot: PlanPlot, experiment: PlanExperiment, results: Results): Figure {
  const xColumn = columns[plot.x];
  const yColumn = columns[plot.y.of];
  if (xColumn === undefined || yColumn === undefined)
    throw new RangeError(`${plot.name}: nothing to draw for ${plot.x} and ${plot.y.of}`);
  const values = groupPoints(experiment, [...plot.series, ...plot.panels]).flatMap((points) => {
    const { weights } = experiment.points[points[0]!]!;
    if (weights.kind !== 'training') return [];
    const log = results.training.filter((epoch) => epoch.training === weights.training);
    const positions = [...new Set(log.map((epoch) => xColumn.of(epoch)))];
    return positions.flatMap((x) => {
      const ys = log.filter((epoch) => xColumn.of(epoch) === x).map((epoch) => yColumn.of(epoch));
      const known = ys.filter((y) => y !== null);
      if (x === null || known.length === 0) return [];
      return [
        {
          x,
          y: mean(known),
          series: join(labelsAt(experiment, points[0]!, plot.series)),
          column: labelsAt(experiment, points[0]!, plot.panels.slice(0, 1))[0] ?? '',
          row: join(labelsAt(experiment, points[0]!, plot.panels.slice(1))),
        },
      ];
    });
  });
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
    mark: { type: 'line', point: true },
    encoding: {
      x: {
        field: 'x',
        type: 'quantitative',
        title: xColumn.label,
        scale: { type: plot.xScale, zero: false },
      },
      y: {
        field: 'y',
        type: 'quantitative',
        title: yColumn.label,
        scale: { type: plot.yScale, zero: false },
      },
      ...color,
    },
  };
  return { title: plot.name.replaceAll('_', ' '), data: { values }, ...facet(view, experiment, plot.panels) };
}
