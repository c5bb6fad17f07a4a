import type { PlanExperiment, TrialResult } from '@kirchhoff/plan';

/** A column of the trials: how it is read and shown. */
export interface Metric {
  readonly label: string;
  /** Shown in percent (a fraction times 100). */
  readonly percent: boolean;
  /** `dB` where it has one. */
  readonly unit?: string;
  /** The trial's numbers: one, one per layer, or none where the trial has not recorded it. */
  readonly of: (trial: TrialResult, experiment: PlanExperiment) => readonly number[];
}

/** What a trial recorded under `name`, for the whole network or layer by layer (`fc1.clipped_share`). */
const recorded =
  (name: string) =>
  ({ metrics: added = {} }: TrialResult): readonly number[] =>
    Object.entries(added).flatMap(([key, value]) =>
      key === name || key.endsWith(`.${name}`) ? [value] : [],
    );

/** Metrics by their names in the language (docs/architecture.md, glossary). */
export const metrics: Readonly<Record<string, Metric>> = {
  accuracy: { label: 'accuracy', percent: true, of: (trial) => [trial.accuracy] },
  accuracy_loss: {
    label: 'accuracy loss',
    percent: true,
    of: (trial, experiment) => [
      experiment.compareTo === 'software' ? trial.accuracyLossSoftware : trial.accuracyLossIdealChip,
    ],
  },
  accuracy_loss_software: {
    label: 'accuracy loss against software',
    percent: true,
    of: (trial) => [trial.accuracyLossSoftware],
  },
  accuracy_loss_ideal_chip: {
    label: 'accuracy loss against the ideal chip',
    percent: true,
    of: (trial) => [trial.accuracyLossIdealChip],
  },
  cross_entropy: { label: 'cross-entropy [nat]', percent: false, of: (trial) => [trial.crossEntropy] },
  agreement: { label: 'agreement with software', percent: true, of: (trial) => [trial.agreement] },
  top5_accuracy: { label: 'top-5 accuracy', percent: true, of: recorded('top5_accuracy') },
  signal_to_error: {
    label: 'signal-to-error ratio',
    percent: false,
    unit: 'dB',
    of: recorded('signal_to_error'),
  },
  clipped_share: { label: 'clipped share of conversions', percent: true, of: recorded('clipped_share') },
};

/** The label with its unit: `accuracy [%]`. */
export function titleOfMetric({ label, percent, unit }: Metric): string {
  const shown = percent ? '%' : unit;
  return shown === undefined ? label : `${label} [${shown}]`;
}
