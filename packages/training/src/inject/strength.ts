import type { PlanTraining } from '@kirchhoff/plan';

/**
 * What multiplies the injected sigma after `done` passed epochs (fractional): 0 before `from_epoch`, which counts from 1, then `strength`,
 * reached along a line over `ramp` epochs.
 */
export function strengthAt(inject: PlanTraining['inject'], done: number): number {
  if (inject === null) return 0;
  const since = done - (inject.fromEpoch - 1);
  if (since < 0) return 0;
  return inject.ramp > 0 ? inject.strength * Math.min(1, since / inject.ramp) : inject.strength;
}

/** Whether the injection has begun; converters and stuck cells act from then on, whatever the strength. */
export const hasBegun = ({ fromEpoch }: NonNullable<PlanTraining['inject']>, epoch: number): boolean =>
  epoch >= fromEpoch;
