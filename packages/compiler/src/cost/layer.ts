import {
  isAnalogNode,
  type Plan,
  type PlanChip,
  type PlanLayerMapping,
  type PlanPoint,
} from '@kirchhoff/plan';
import { convertedColumns } from '../mapping/cells.js';
import { matrixOf } from '../mapping/layer.js';
import { type WireCost, wireCost } from './wires.js';

/** One layer on one chip; counts are per image. */
export interface LayerCost {
  readonly node: string;
  readonly inputs: number;
  readonly outputs: number;
  readonly groups: number;
  /** Row tiles x column tiles of one group. */
  readonly tiles: readonly [number, number];
  readonly arrays: number;
  /** Output positions of a convolution; 1 for dense layers. */
  readonly positions: number;
  /** As simulated: one per weight, times digitally subtracted columns, weight slices and input slices. */
  readonly multiplyAccumulates: number;
  readonly conversions: number;
  /** Of one chip, once. */
  readonly wires: WireCost;
}

/** Times that an input drives the array. */
function drivesOf({ inputs }: PlanChip): number {
  if (inputs.encoding === 'amplitude' || inputs.bits === null) return 1;
  return Math.ceil(inputs.bits / inputs.sliceBits);
}

/** Cost of one analog layer of a point. */
export function layerCost(plan: Plan, point: PlanPoint, layer: PlanLayerMapping): LayerCost {
  const node = plan.networks[point.network]!.nodes.find((candidate) => candidate.name === layer.node)!;
  const chip = plan.chips[point.chip]!;
  const positions = node.op === 'conv' ? node.shape[0]! * node.shape[1]! : 1;
  const columns = convertedColumns(chip, layer);
  const passes = positions * layer.groups * drivesOf(chip);
  return {
    node: layer.node,
    inputs: layer.inputs,
    outputs: layer.outputs,
    groups: layer.groups,
    tiles: [layer.rowTiles.length, layer.columnTiles.length],
    arrays: layer.arrays,
    positions,
    multiplyAccumulates: passes * layer.inputs * columns,
    conversions: chip.adc === null ? 0 : passes * columns * layer.rowGroups.length,
    wires: wireCost(chip, layer),
  };
}

/** Multiply-accumulates of the float32 network for one image, of all layers or those named. */
export function softwareOperations(plan: Plan, network: string, names?: readonly string[]): number {
  return plan.networks[network]!.nodes.filter(isAnalogNode)
    .filter((node) => names === undefined || names.includes(node.name))
    .reduce((sum, node) => {
      const { inputs, outputs, groups } = matrixOf(node);
      const positions = node.op === 'conv' ? node.shape[0]! * node.shape[1]! : 1;
      return sum + positions * inputs * outputs * groups;
    }, 0);
}
