import type { PlanExperiment, Results, TrainingEpoch } from '@kirchhoff/plan';
import { mean } from '@kirchhoff/statistics';
import { join, orderedLabels } from './facet.js';
import type { Figure } from './draw.js';
import { labelsAt } from './group.js';
import { trainingAxes } from './training-axes.js';
import { learningColumns, learningLabel, learningValue } from './learning.js';

/** What the log shows of every epoch, a panel each. */
const shownColumns = learningColumns.filter((name) => name !== 'epoch' && name !== 'training_accuracy');

interface Training {
  readonly id: string;
  readonly series: string;
}

/** The trainings of an experiment, each once, by the labels of what tells them apart. */
export function trainingsOf(experiment: PlanExperiment, axes: readonly string[]): Training[] {
  const found = new Map<string, string>();
  experiment.points.forEach(({ weights }, point) => {
    if (weights.kind === 'training' && !found.has(weights.training))
      found.set(weights.training, join(labelsAt(experiment, point, axes)));
  });
  return [...found].map(([id, series]) => ({ id, series }));
}

const byEpoch = (log: readonly TrainingEpoch[]): TrainingEpoch[][] => {
  const epochs = new Map<number, TrainingEpoch[]>();
  for (const each of log) epochs.set(each.epoch, [...(epochs.get(each.epoch) ?? []), each]);
  return [...epochs.values()];
};

/** The log of an experiment's trainings, mean over repeats, a panel for every column; undefined where nothing was trained. */
export function trainingFigure(experiment: PlanExperiment, { training }: Results): Figure | undefined {
  const axes = trainingAxes(experiment);
  const values = trainingsOf(experiment, axes).flatMap(({ id, series }) =>
    byEpoch(training.filter((epoch) => epoch.training === id)).flatMap((repeats) =>
      shownColumns.flatMap((name) => {
        const known = repeats.map((epoch) => learningValue(name, epoch)).filter((value) => value !== null);
        return known.length === 0
          ? []
          : [{ epoch: repeats[0]!.epoch, value: mean(known), what: learningLabel(name), series }];
      }),
    ),
  );
  if (values.length === 0) return undefined;
  const color =
    axes.length === 0
      ? {}
      : {
          color: {
            field: 'series',
            type: 'nominal',
            title: axes.join(', '),
            sort: orderedLabels(experiment, axes),
          },
        };
  return {
    title: `training of ${experiment.name.replaceAll('_', ' ')}`,
    data: { values },
    facet: { field: 'what', type: 'nominal', title: null, sort: shownColumns.map(learningLabel) },
    columns: 3,
    resolve: { scale: { y: 'independent' } },
    spec: {
      width: 200,
      height: 140,
      mark: { type: 'line', point: true },
      encoding: {
        x: { field: 'epoch', type: 'quantitative', title: 'epoch', axis: { tickMinStep: 1 } },
        y: { field: 'value', type: 'quantitative', title: null, scale: { zero: false } },
        ...color,
      },
    },
  };
}
