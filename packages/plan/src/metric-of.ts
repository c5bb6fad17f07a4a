import type { PlanExperiment } from './experiment.js';
import type { TrialResult } from './result.js';

/** `cross_entropy` to `crossEntropy`: the language's name of a metric to the field of a trial's result. */
const fieldOf = (name: string): string => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Mean of what a trial recorded under a name, over the layers it is measured at; NaN where it has recorded none. */
function recorded(name: string, { metrics = {} }: TrialResult): number {
  const values = Object.entries(metrics)
    .filter(([key]) => key === name || key.endsWith(`.${name}`))
    .map(([, value]) => value);
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * The one number of a trial that a condition judges, by the metric's name in the language: a metric of layers by their mean. NaN where
 * the trial has none.
 */
export function metricOf(name: string, experiment: PlanExperiment, trial: TrialResult): number {
  const against = experiment.compareTo === 'software' ? 'accuracy_loss_software' : 'accuracy_loss_ideal_chip';
  const value: unknown = Reflect.get(trial, fieldOf(name === 'accuracy_loss' ? against : name));
  return typeof value === 'number' ? value : recorded(name, trial);
}
