import { calibrateConverters, type ConverterCalibration, quantiseInputs } from '@kirchhoff/kernels';
import { forDriven } from '../graph/read.js';
import { positionsOf } from '../graph/shape.js';
import { analogLayers } from './layer.js';
import type { Context } from './context.js';
import { walkCalibration } from './software.js';
import type { Calibration, Task } from './task.js';

/** Full-scale ranges of every analog layer: ideal cells, software activations quantised, each layer by itself (model.md section 5). */
export function calibrateNetwork(
  context: Context,
  task: Extract<Task, { kind: 'converters' }>,
): Calibration['converters'] {
  const chip = context.plan.chips[task.chip]!;
  const { adc } = chip;
  if (adc === null || adc.range.kind !== 'calibrated') return {};
  const { range } = adc;
  const { count } = context.inputs.data[task.data]!.calibration;
  const layers = new Map(
    analogLayers(context, task, chip, task).map((layer) => {
      const { node, geometry, mapped, coding } = layer;
      const positions = count * positionsOf(node);
      const settings = { range, geometry, coding, positions };
      const calibration: ConverterCalibration = calibrateConverters(context.kernels, mapped, settings);
      return [node.name, { layer, calibration }] as const;
    }),
  );
  walkCalibration(context, task, (node, input, images, shape) => {
    const found = layers.get(node.name);
    if (found === undefined) return;
    const { mapped, coding, width } = found.layer;
    forDriven(node, quantiseInputs(input, coding), images, shape, (rows, _first, rowCount) => {
      for (let group = 0; group < mapped.groups; group++)
        found.calibration.add({
          group,
          inputs: rows,
          inputStride: mapped.groups * width,
          inputColumn: group * width,
          count: rowCount,
        });
    });
  });
  return Object.fromEntries([...layers].map(([name, { calibration }]) => [name, calibration.finish()]));
}
