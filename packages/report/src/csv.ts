import { addedColumns, type Plan, type Results, type TrainingEpoch } from '@kirchhoff/plan';
import { axisColumns, cellsOf } from './axis.js';
import { csvText } from './csv-text.js';
import type { PointSummary } from './summarise.js';

/** `trials.csv`: a row per chip instance, sorted as the results are; shares are fractions, axes SI. What `metrics` adds stands at the end. */
export function trialsCsv(plan: Plan, results: Results): string {
  const axes = axisColumns(plan.experiments);
  const added = addedColumns(plan);
  const byName = new Map(plan.experiments.map((experiment) => [experiment.name, experiment]));
  const header = [
    'experiment',
    'point',
    ...axes,
    'repeat',
    'trial',
    'accuracy',
    'accuracy_loss_software',
    'accuracy_loss_ideal_chip',
    'cross_entropy',
    'agreement',
    ...added.map(({ column }) => column),
  ];
  const rows = results.trials.map((trial) => {
    const cells = cellsOf(byName.get(trial.experiment)!, trial.point);
    return [
      trial.experiment,
      trial.point,
      ...axes.map((axis) => cells[axis] ?? null),
      trial.repeat,
      trial.trial,
      trial.accuracy,
      trial.accuracyLossSoftware,
      trial.accuracyLossIdealChip,
      trial.crossEntropy,
      trial.agreement,
      ...added.map(({ key }) => trial.metrics?.[key] ?? null),
    ];
  });
  return csvText(header, rows);
}

/** `summary.csv`: a row per point. */
export function summaryCsv(plan: Plan, summaries: readonly PointSummary[]): string {
  const axes = axisColumns(plan.experiments);
  const byName = new Map(plan.experiments.map((experiment) => [experiment.name, experiment]));
  const header = [
    'experiment',
    ...axes,
    'trials',
    'mean(accuracy)',
    'deviation(accuracy)',
    'interval_low',
    'interval_high',
    'software_accuracy',
    'point',
    'repeats',
    'between_repeats_deviation',
    'ideal_chip_accuracy',
    'mean(accuracy_loss)',
    'median(accuracy)',
    'quantile(accuracy;5 %)',
    'quantile(accuracy;95 %)',
  ];
  const rows = summaries.map((summary) => {
    const cells = cellsOf(byName.get(summary.experiment)!, summary.point);
    return [
      summary.experiment,
      ...axes.map((axis) => cells[axis] ?? null),
      summary.trials,
      summary.mean,
      summary.deviation,
      summary.intervalLow,
      summary.intervalHigh,
      summary.softwareAccuracy,
      summary.point,
      summary.repeats,
      summary.betweenRepeatsDeviation,
      summary.idealChipAccuracy,
      summary.meanLoss,
      summary.median,
      summary.low5,
      summary.high95,
    ];
  });
  return csvText(header, rows);
}

/** Columns of `training.csv` for every layer, `<layer>.<ending>`. */
const layerColumns = {
  weight_spread: 'weightSpread',
  max_weight: 'maxWeight',
  weight_noise: 'weightNoise',
} as const;

/** The same where some training learned them. */
const rangeColumns = { input_range: 'inputRange', adc_range: 'adcRange' } as const;

/** `training.csv`: a row per epoch of every training; cells of layers that a network does not have, and of ranges not learned, are empty. */
export function trainingCsv(epochs: readonly TrainingEpoch[]): string {
  const layers = [...new Set(epochs.flatMap((epoch) => Object.keys(epoch.layers)))];
  const learned = (layer: string) =>
    Object.entries(rangeColumns).filter(([, field]) =>
      epochs.some((epoch) => epoch.layers[layer]?.[field] !== undefined),
    );
  const byLayer = layers.flatMap((layer) =>
    [...Object.entries(layerColumns), ...learned(layer)].map(([ending, field]) => ({
      header: `${layer}.${ending}`,
      layer,
      field,
    })),
  );
  return csvText(
    [
      'training',
      'repeat',
      'epoch',
      'learning_rate',
      'training_loss',
      'training_accuracy',
      'test_accuracy',
      'test_loss',
      'gradient_norm',
      'noise_strength',
      ...byLayer.map(({ header }) => header),
    ],
    epochs.map((epoch) => [
      epoch.training,
      epoch.repeat,
      epoch.epoch,
      epoch.learningRate,
      epoch.trainingLoss,
      epoch.trainingAccuracy,
      epoch.testAccuracy,
      epoch.testLoss,
      epoch.gradientNorm,
      epoch.noiseStrength,
      ...byLayer.map(({ layer, field }) => epoch.layers[layer]?.[field] ?? null),
    ]),
  );
}
