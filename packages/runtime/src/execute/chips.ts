import { identify, type Plan } from '@kirchhoff/plan';
import { permutation, key } from '@kirchhoff/random';
import type { Place } from '../recorded.js';
import { subjectOf } from '../worker/chip.js';
import { idealChip } from '../worker/draw.js';
import type { ChipOfTask } from '../worker/task.js';
import { placeKey } from './places.js';
import type { EarlyPreparation, Preparation } from './prepare.js';

/** A chip instance to evaluate, or the ideal chip: its trial is null. */
export interface AnyChip {
  readonly place: Place;
  readonly trial: number | null;
}

/** Preparations by `placeKey`; the ideal chips' without the software network, which nobody compares them with. */
export type Prepared = ReadonlyMap<string, EarlyPreparation & Partial<Preparation>>;

/** Identity of the ideal chip that serves a place: a sweep over sigma or over converters needs a single one. */
export function idealKey(plan: Plan, place: Place): string {
  const point = plan.experiments[place.experiment]!.points[place.point]!;
  const { weights, inputs: coding, device } = idealChip(plan.chips[point.chip]!);
  const subject = subjectOf(point, place.repeat);
  const { layers } = plan.mappings[point.mapping]!;
  return identify({ subject, layers, weights, coding, device });
}

/** A chip as a worker is told of it. */
export function chipOfTask(prepared: Prepared, { place, trial }: AnyChip): ChipOfTask {
  const { calibration, ranges, software } = prepared.get(placeKey(place))!;
  return { ...place, trial, calibration, ranges, predictions: software?.predictions ?? null };
}

/** What chips that run together are called. */
export function nameOf(plan: Plan, chips: readonly AnyChip[]): string {
  const [{ place, trial }] = chips as [AnyChip];
  const { name } = plan.experiments[place.experiment]!;
  const first = `${trial === null ? 'ideal chip' : `chip ${trial}`} of point ${place.point} of ${name}`;
  return chips.length === 1 ? first : `${first} and ${chips.length - 1} that share its layers`;
}

/** The same in an order made from a number. */
export function reordered<T>(things: readonly T[], shuffle: number | undefined): readonly T[] {
  if (shuffle === undefined) return things;
  return Array.from(permutation(key(shuffle), things.length), (place) => things[place]!);
}
