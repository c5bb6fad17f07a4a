import type { Kernels } from '@kirchhoff/kernels';
import { weightsSource } from '../../src/inputs.js';
import { makeContext } from '../../src/worker/context.js';
import { perform } from '../../src/worker/perform.js';
import type { Calibration, ChipParts } from '../../src/worker/task.js';
import { inputsOf, type planOf } from '../study.js';

type Plan = ReturnType<typeof planOf>;

/** Losses of one chip of the plan's second point on its first 12 images, calibrated by the same kernels. */
export function lossesOf(plan: Plan, kernels: Kernels): string {
  const context = makeContext(plan, inputsOf(plan), kernels);
  const [, point] = plan.experiments[0]!.points;
  const subject = {
    network: point!.network,
    data: point!.data,
    weights: weightsSource(point!),
    repeat: 0,
  };
  const observed = perform(context, { kind: 'inputs', keep: 1, ...subject }) as Calibration['inputs'];
  const place = { chip: point!.chip, mapping: point!.mapping, inputs: observed };
  const converters = perform(context, { kind: 'converters', ...place, ...subject });
  const calibration = { inputs: observed, converters } as Calibration;
  const drawn = { experiment: 0, point: 1, repeat: 0, trial: 3, calibration, ranges: null };
  const chips = [{ ...drawn, predictions: null }];
  const { parts } = perform(context, { kind: 'chips', chips, images: [0, 12] }) as ChipParts;
  return [...parts[0]!.score.losses].join();
}
