import type { TargetDevice } from './map.js';
import type { LayerMatrix, WeightMapping } from './mapping.js';
import { broken, must, mustCount, type Refusal } from '../refusal.js';

/** What `mapWeights` refuses about a device. */
export function targetRefusals(device: TargetDevice): readonly Refusal[] {
  const { onState, onOffRatio, levels } = device;
  const ratio = onOffRatio ?? 'infinite';
  return broken([
    must(
      'device.onState',
      onState,
      onState > 0 && Number.isFinite(onState),
      'a finite conductance above 0 S',
    ),
    must('device.onOffRatio', ratio, onOffRatio === null || onOffRatio > 1, 'above 1, or infinite'),
    mustCount('device.levels', levels ?? 2, 2),
  ]);
}

/** What `mapWeights` refuses about the weights of a chip. */
export function mappingRefusals(mapping: WeightMapping): readonly Refusal[] {
  const { bits, cellBits, keep } = mapping;
  const weightBits = bits ?? 53;
  return broken([
    mustCount('weights.cells', mapping.cells),
    mustCount('weights.columns', mapping.columns),
    mustCount('weights.bits', bits ?? 2, 2),
    must('weights.bits', weightBits, bits === null || bits <= 24, 'at most 24'),
    mustCount('weights.cellBits', cellBits ?? 1),
    must('weights.cellBits', cellBits ?? 1, (cellBits ?? 1) <= weightBits, 'at most weights.bits'),
    must(
      'weights.cellBits',
      cellBits ?? 1,
      cellBits === null || bits !== null,
      'given together with weights.bits',
    ),
    must('weights.keep', keep, keep > 0 && keep <= 1, 'above 0 and at most 1'),
  ]);
}

/** What `mapWeights` refuses about the shape of a layer. */
export function matrixRefusals(matrix: LayerMatrix): readonly Refusal[] {
  const { groups, inputs, outputs, weights } = matrix;
  const cells = groups * inputs * outputs;
  return broken([
    mustCount('layer.groups', groups),
    mustCount('layer.inputs', inputs),
    mustCount('layer.outputs', outputs),
    must('layer.weights', weights.length, weights.length === cells, `${cells} numbers`),
  ]);
}
