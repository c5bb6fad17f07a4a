import type { PlanPoint } from '@kirchhoff/plan';
import { type RunInputs, weightsSource } from '../inputs.js';
import type { Place } from '../recorded.js';

/** Independently trained networks of a point. */
export const repeatsOf = (inputs: RunInputs, point: PlanPoint): number =>
  inputs.weights[weightsSource(point)]!.length;

/** A place as the key of a map. */
export const placeKey = ({ experiment, point, repeat }: Place): string => `${experiment} ${point} ${repeat}`;
