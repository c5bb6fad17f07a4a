import type { PlanPoint } from '@kirchhoff/plan';
import { subjectOf } from './chip.js';
import type { Context } from './context.js';
import { calibrateNetwork } from './converters.js';
import { observeNetwork } from './software.js';
import { convertsAsLearned, learnedFor, withLearnedInputs } from './learned.js';
import type { Calibration } from './task.js';

/** Ranges of inputs and converters of one network of a point, as a run has them. */
export function calibratedFor(context: Context, point: PlanPoint, repeat: number): Calibration {
  const subject = subjectOf(point, repeat);
  const chip = context.plan.chips[point.chip]!;
  const keep = chip.inputs.range.kind === 'calibrated' ? chip.inputs.range.keep : 1;
  const learned = learnedFor(context.plan, point, context.inputs.weights[subject.weights]![repeat]!);
  const inputs = withLearnedInputs(observeNetwork(context, subject, keep), learned);
  const task = { kind: 'converters', ...subject, chip: point.chip, mapping: point.mapping, inputs } as const;
  const found = convertsAsLearned(context.plan, point, learned) ? {} : calibrateNetwork(context, task);
  return { inputs, converters: { ...found, ...learned?.converters } };
}
