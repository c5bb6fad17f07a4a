import { identify } from './identity.js';
import type { Plan } from './plan.js';

/**
 * Identity of a training's work: what its weights depend on and nothing else (not the number of repeats, nor the images used for
 * testing and calibration). Weights are stored under it.
 */
export function trainingJob(plan: Plan, id: string): string {
  const { data, network, startFrom, ...job } = plan.trainings[id]!;
  const { source, classes, trainImages, normalise } = plan.data[data]!;
  const { chip, mapping } = job.inject ?? { chip: null, mapping: null };
  const start = startFrom !== null && 'network' in startFrom ? plan.networks[startFrom.network] : startFrom;
  return identify({
    ...job,
    repeats: undefined,
    network: plan.networks[network],
    data: { source, classes, trainImages, normalise },
    startFrom: start ?? null,
    chip: chip === null ? null : plan.chips[chip],
    mapping: mapping === null || mapping === undefined ? null : plan.mappings[mapping],
  });
}
