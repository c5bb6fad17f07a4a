import type { ProgrammedLayer } from '@kirchhoff/kernels';
import type { PlanChip, PlanPoint } from '@kirchhoff/plan';
import type { Context } from './context.js';
import { type AnalogLayer, analogLayers } from './layer.js';
import type { Calibration, Subject } from './task.js';
import type { Wired } from './wires.js';

/** The layers of a mapping with their targets, which do not depend on the trial, and memory of chips that are gone, by layer. */
export interface Targets {
  readonly layers: readonly AnalogLayer[];
  readonly programmed: readonly ProgrammedLayer[][];
  readonly wired: readonly Wired[][];
}

/** Targets beyond the newest are forgotten where all of them take more [bytes]. */
const MOST_BYTES = 64 * 2 ** 20;

interface Kept {
  readonly targets: Targets;
  readonly bytes: number;
}

/** The newest last. */
const kept = new WeakMap<Context, Map<string, Kept>>();

const bytesOf = (layers: readonly AnalogLayer[]): number =>
  layers.reduce(
    (sum, { mapped }) => sum + mapped.targets.flat().reduce((all, plane) => all + plane.byteLength, 0),
    0,
  );

function forget(all: Map<string, Kept>): void {
  let bytes = [...all.values()].reduce((sum, entry) => sum + entry.bytes, 0);
  for (const [key, entry] of all) {
    if (bytes <= MOST_BYTES || all.size === 1) return;
    all.delete(key);
    bytes -= entry.bytes;
  }
}

/** The targets of a chip, made once for all chips that have the same. */
export function targetsFor(
  context: Context,
  subject: Subject,
  chip: PlanChip,
  point: PlanPoint,
  calibration: Calibration,
): Targets {
  const { onState, onOffRatio, levels } = chip.device;
  const key = JSON.stringify([
    subject,
    point.mapping,
    chip.weights,
    chip.inputs,
    { onState, onOffRatio, levels },
    calibration.inputs,
  ]);
  const all = kept.get(context) ?? new Map<string, Kept>();
  kept.set(context, all);
  const found = all.get(key);
  all.delete(key);
  if (found !== undefined) {
    all.set(key, found);
    return found.targets;
  }
  const settings = { mapping: point.mapping, inputs: calibration.inputs };
  const layers = analogLayers(context, subject, chip, settings);
  const targets: Targets = { layers, programmed: layers.map(() => []), wired: layers.map(() => []) };
  all.set(key, { targets, bytes: bytesOf(layers) });
  forget(all);
  return targets;
}
