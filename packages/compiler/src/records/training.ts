import type { Host, LearningRate, Training } from '@kirchhoff/model';
import type { PlanLearningRate, PlanOptimizer, PlanTraining } from '@kirchhoff/plan';
import { planFile } from './data.js';

function rateOf(rate: LearningRate): PlanLearningRate {
  const warmUp = rate.warmUp?.value ?? 0;
  switch (rate.kind) {
    case 'constant':
      return { kind: 'constant', rate: rate.rate.value, warmUp };
    case 'step':
    case 'exponential':
      return {
        kind: rate.kind,
        start: rate.start.value,
        factor: rate.factor.value,
        every: rate.every.value,
        warmUp,
      };
    case 'one_cycle':
      return {
        kind: 'one_cycle',
        peak: rate.peak.value,
        start: rate.start?.value ?? rate.peak.value / 25,
        end: rate.end?.value ?? rate.peak.value / 1e4,
        warmUp,
      };
    default:
      return { kind: rate.kind, start: rate.start.value, end: rate.end.value, warmUp };
  }
}

function optimizerOf({ optimizer, weightDecay }: Training): PlanOptimizer {
  if (optimizer.kind === 'sgd')
    return { kind: 'sgd', momentum: optimizer.momentum.value, nesterov: optimizer.nesterov };
  if (optimizer.kind === 'adamw')
    return { kind: 'adamw', weightDecay: (optimizer.weightDecay ?? weightDecay)?.value ?? 0.01 };
  return { kind: 'adam' };
}

/** Null also where it would begin after the last epoch: the training is then the same as without it, and shares its weights. */
function injectionOf(
  training: Training,
  { chip, mapping }: Pick<TrainingReferences, 'chip' | 'mapping'>,
): PlanTraining['inject'] {
  const { inject, epochs } = training;
  if (inject === undefined || inject.fromEpoch.value > epochs.value) return null;
  return {
    chip,
    mapping,
    effects: [...inject.effects],
    strength: inject.strength.value,
    redraw: inject.redraw,
    fromEpoch: inject.fromEpoch.value,
    ramp: inject.ramp?.value ?? 0,
    law: inject.law === undefined ? null : { kind: inject.law.kind, sigma: inject.law.sigma.value },
  };
}

/** Ids of the records a training refers to. */
export interface TrainingReferences {
  readonly network: string;
  readonly data: string;
  readonly chip: string | null;
  /** The network on that chip. */
  readonly mapping: string | null;
  readonly startFrom: string | null;
}

/** A training as the plan records it. */
export function planTraining(training: Training, ids: TrainingReferences, host: Host): PlanTraining {
  const { augment, startFrom, stopWhen } = training;
  const inject = injectionOf(training, ids);
  return {
    network: ids.network,
    data: ids.data,
    epochs: training.epochs.value,
    batch: training.batch.value,
    optimizer: optimizerOf(training),
    learningRate: rateOf(training.learningRate),
    weightDecay: training.optimizer.kind === 'adamw' ? 0 : (training.weightDecay?.value ?? 0),
    clipGradients: training.clipGradients?.value ?? null,
    clipWeights: training.clipWeights?.value ?? null,
    augment:
      augment === undefined
        ? null
        : { shift: augment.shift?.value ?? 0, flip: augment.flip ?? false, crop: augment.crop?.value ?? 0 },
    startFrom:
      startFrom === undefined
        ? null
        : 'kind' in startFrom
          ? { weights: planFile(startFrom.file, host) }
          : { network: ids.startFrom! },
    stopWhen:
      stopWhen === undefined ? null : { kind: stopWhen.kind, patience: stopWhen.patience?.value ?? 0 },
    seed: training.seed.value,
    repeats: training.repeats.value,
    recalibrateBatchNorm: training.recalibrateBatchNorm,
    learnRanges: training.learnRanges && inject !== null,
    inject,
  };
}
