import type { PlanExperiment, PlanPlot, Results, TrainingEpoch } from '@kirchhoff/plan';
import { mean } from '@kirchhoff/statistics';
import type { Figure } from './draw.js';
import { facet, join, orderedLabels } from './facet.js';
import { groupPoints, labelsAt } from './group.js';

/** Columns of the training log by their names in the language. */
const columns: Readonly<Record<string, { label: string; of: (epoch: TrainingEpoch) => number | null }>> = {
  epoch: { label: 'epoch', of: (epoch) => epoch.epoch },
  learning_rate: { label: 'learning rate', of: (epoch) => epoch.learningRate },
  training_loss: { label: 'training loss [nat]', of: (epoch) => epoch.trainingLoss },
  training_accuracy: { label: 'training accuracy', of: (epoch) => epoch.trainingAccuracy },
  test_accuracy: { label: 'test accuracy', of: (epoch) => epoch.testAccuracy },
  test_loss: { label: 'test loss [nat]', of: (epoch) => epoch.testLoss },
  gradient_norm: { label: 'gradient norm', of: (epoch) => epoch.gradientNorm },
  noise_strength: { label: 'noise strength', of: (epoch) => epoch.noiseStrength },
  weight_spread: {
    label: 'smallest σ_W / max|W|',
    of: (epoch) => overLayers(epoch, 'weightSpread', Math.min),
  },
  weight_noise: {
    label: 'largest weight noise / max|W|',
    of: (epoch) => overLayers(epoch, 'weightNoise', Math.max),
  },
};

/** The layer that says most: the most peaked weights, the strongest noise. */
function overLayers(
  { layers }: TrainingEpoch,
  field: 'weightSpread' | 'weightNoise',
  pick: (...values: number[]) => number,
): number | null {
  const values = Object.values(layers).map((layer) => layer[field]);
  return values.length === 0 ? null : pick(...values);
}

/** Names a learning plot may use for x and y. */
export const learningColumns = Object.keys(columns);

/** How an axis of a column is titled. */
export const learningLabel = (name: string): string => columns[name]!.label;

/** A column's value of one epoch; null where it is not known. */
export const learningValue = (name: string, epoch: TrainingEpoch): number | null => columns[name]!.of(epoch);

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
