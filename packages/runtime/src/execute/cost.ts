import { arraysOf, isAnalogNode, type Plan, type PlanPoint } from '@kirchhoff/plan';
import { positionsOf, sizeOf } from '../graph/shape.js';
import type { Cost } from './pieces.js';

/** A multiplication and addition, a value of the digital part, a cell to draw and pack [ns]: ratios matter, not their size. */
const PER_PRODUCT = 0.02;
const PER_VALUE = 0.5;
const PER_CELL = 4;

/** Rough cost of one chip of a point. */
export function chipCost(plan: Plan, point: PlanPoint): Cost {
  const { nodes } = plan.networks[point.network]!;
  const chip = plan.chips[point.chip]!;
  const { encoding, bits, sliceBits } = chip.inputs;
  const drives = encoding === 'bit_serial' ? Math.ceil((bits ?? 1) / sliceBits) : 1;
  const { layers } = plan.mappings[point.mapping]!;
  const planes = new Map(layers.map(({ node, cellsPerWeight }) => [node, cellsPerWeight * drives]));
  const products = nodes.filter(isAnalogNode).map((node) => {
    const weights = sizeOf(arraysOf(node).weights!);
    return weights * positionsOf(node) * (planes.get(node.name) ?? 1);
  });
  const values = nodes.map(({ shape }) => sizeOf(shape));
  const cells = layers.map(
    ({ groups, inputs, outputs, cellsPerWeight }) => groups * inputs * outputs * cellsPerWeight,
  );
  const sum = (all: readonly number[]): number => all.reduce((total, value) => total + value, 0);
  return { draw: PER_CELL * sum(cells), image: PER_PRODUCT * sum(products) + PER_VALUE * sum(values) };
}

/** Cost of chips that run together; what they share is counted for each. */
export const together = (costs: readonly Cost[]): Cost => ({
  draw: costs.reduce((sum, { draw }) => sum + draw, 0),
  image: costs.reduce((sum, { image }) => sum + image, 0),
});
