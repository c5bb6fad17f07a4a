import { inputCoding, type InputCoding, type MappedLayer, mapWeights } from '@kirchhoff/kernels';
import type { AnalogNode, PlanChip, PlanLayerMapping } from '@kirchhoff/plan';
import { layerMatrices } from '../graph/matrices.js';
import type { Context } from './context.js';
import type { Calibration, Subject } from './task.js';

/** One analog layer of a network on a chip, before its cells are drawn. */
export interface AnalogLayer {
  readonly node: AnalogNode;
  readonly geometry: PlanLayerMapping;
  /** Inputs of one group, without the word line of a bias. */
  readonly width: number;
  readonly mapped: MappedLayer;
  /** Null where it sits on the arrays. */
  readonly bias: Float32Array | null;
  readonly coding: InputCoding;
}

/** The layers of a mapping, their targets formed from the weights by the chip's rules. */
export function analogLayers(
  context: Context,
  subject: Subject,
  chip: PlanChip,
  settings: { readonly mapping: string; readonly inputs: Calibration['inputs'] },
): AnalogLayer[] {
  const nodes = new Map(context.networkOf(subject).nodes.map((node) => [node.name, node]));
  const weights = context.weightsOf(subject);
  return context.plan.mappings[settings.mapping]!.layers.map((geometry) => {
    const node = nodes.get(geometry.node) as AnalogNode;
    const { matrices, bias } = layerMatrices(node, weights);
    const seen = settings.inputs[geometry.node] ?? { negative: false, quantile: 1 };
    const coding = inputCoding(chip.inputs, seen);
    const row = chip.weights.bias === 'row' ? { values: bias, inputMaximum: coding.maximum } : null;
    return {
      node,
      geometry,
      width: matrices.inputs,
      mapped: mapWeights(matrices, chip.weights, chip.device, row),
      bias: row === null ? bias : null,
      coding,
    };
  });
}
