import {
  arraysOf,
  isAnalogNode,
  type Plan,
  type PlanNetwork,
  type PlanNode,
  type PlanPoint,
} from '@kirchhoff/plan';
import { positionsOf, sizeOf } from '../graph/shape.js';
import type { Cost } from './pieces.js';

/** A multiplication and addition, a value of the digital part, a cell to draw and pack [ns]: ratios matter, not their size. */
const PER_PRODUCT = 0.02;
const PER_VALUE = 0.5;
const PER_CELL = 4;

const total = (all: readonly number[]): number => all.reduce((sum, value) => sum + value, 0);

/** Of one image whose products of a node are made so often [ns]. */
function imageCost(nodes: readonly PlanNode[], timesOf: (node: string) => number): number {
  const products = nodes
    .filter(isAnalogNode)
    .map((node) => sizeOf(arraysOf(node).weights!) * positionsOf(node) * timesOf(node.name));
  return PER_PRODUCT * total(products) + PER_VALUE * total(nodes.map(({ shape }) => sizeOf(shape)));
}

/** Rough cost of a software network. */
export const softwareCost = ({ nodes }: PlanNetwork): Cost => ({ draw: 0, image: imageCost(nodes, () => 1) });

/** Rough cost of one chip of a point. */
export function chipCost(plan: Plan, point: PlanPoint): Cost {
  const { nodes } = plan.networks[point.network]!;
  const chip = plan.chips[point.chip]!;
  const { encoding, bits, sliceBits } = chip.inputs;
  const drives = encoding === 'bit_serial' ? Math.ceil((bits ?? 1) / sliceBits) : 1;
  const { layers } = plan.mappings[point.mapping]!;
  const planes = new Map(layers.map(({ node, cellsPerWeight }) => [node, cellsPerWeight * drives]));
  const cells = layers.map(
    ({ groups, inputs, outputs, cellsPerWeight }) => groups * inputs * outputs * cellsPerWeight,
  );
  return { draw: PER_CELL * total(cells), image: imageCost(nodes, (node) => planes.get(node) ?? 1) };
}

/** Cost of chips that run together; what they share is counted for each. */
export const together = (costs: readonly Cost[]): Cost => ({
  draw: total(costs.map(({ draw }) => draw)),
  image: total(costs.map(({ image }) => image)),
});
