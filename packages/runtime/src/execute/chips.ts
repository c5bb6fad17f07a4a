import { identify, type Plan } from '@kirchhoff/plan';
import { permutation, key } from '@kirchhoff/random';
import type { Job } from '../pool/pool.js';
import type { Place } from '../recorded.js';
import { idealChip } from '../worker/draw.js';
import { subjectOf } from '../worker/chip.js';
import type { Task } from '../worker/task.js';
import { placeKey } from './places.js';
import type { Preparation } from './prepare.js';

type ChipTask = Extract<Task, { kind: 'chip' }>;
export type ChipJob = Job<ChipTask>;

type Prepared = ReadonlyMap<string, Preparation>;

/** Identity of the ideal chip that serves a place: a sweep over sigma or over converters needs a single one. */
export function idealKey(plan: Plan, place: Place): string {
  const point = plan.experiments[place.experiment]!.points[place.point]!;
  const { weights, inputs: coding, device } = idealChip(plan.chips[point.chip]!);
  const subject = subjectOf(point, place.repeat);
  const { layers } = plan.mappings[point.mapping]!;
  return identify({ subject, layers, weights, coding, device });
}

/** The job of one chip instance; `trial` is null for the ideal chip. */
export function chipJob(plan: Plan, prepared: Prepared, place: Place, trial: number | null): ChipJob {
  const { calibration, software } = prepared.get(placeKey(place))!;
  const { name } = plan.experiments[place.experiment]!;
  return {
    name: `${trial === null ? 'ideal chip' : `chip ${trial}`} of point ${place.point} of ${name}`,
    payload: { kind: 'chip', ...place, trial, calibration, predictions: software.predictions },
  };
}

/** The same jobs in an order made from a number. */
export function reordered(jobs: readonly ChipJob[], shuffle: number | undefined): readonly ChipJob[] {
  if (shuffle === undefined) return jobs;
  return Array.from(permutation(key(shuffle), jobs.length), (place) => jobs[place]!);
}
