import type { PlanPoint } from '@kirchhoff/plan';
import { subjectOf } from './chip.js';
import type { Context } from './context.js';
import { calibrateNetwork } from './converters.js';
import { observeNetwork } from './software.js';
import type { Calibration } from './task.js';

/** Ranges of inputs and converters of one network of a point, as a run has them. */
export function calibratedFor(context: Context, point: PlanPoint, repeat: number): Calibration {
  const subject = subjectOf(point, repeat);
  const chip = context.plan.chips[point.chip]!;
  const keep = chip.inputs.range.kind === 'calibrated' ? chip.inputs.range.keep : 1;
  const inputs = observeNetwork(context, subject, keep);
  const task = { kind: 'converters', ...subject, chip: point.chip, mapping: point.mapping, inputs } as const;
  return { inputs, converters: calibrateNetwork(context, task) };
}
