import type { AnalogNode, PlanChip, PlanLayerMapping } from '@kirchhoff/plan';
import { cellsPerWeight, outputsPerArray } from './cells.js';
import { cut, type Piece } from './pieces.js';

/** K inputs and N outputs of one group's matrix (model.md section 1). */
export function matrixOf(node: AnalogNode): {
  readonly inputs: number;
  readonly outputs: number;
  readonly groups: number;
} {
  if (node.op === 'dense') return { inputs: node.inputSize, outputs: node.outputSize, groups: 1 };
  const taps = node.size[0] * node.size[1];
  return {
    inputs: (node.inputChannels / node.groups) * taps,
    outputs: node.outputChannels / node.groups,
    groups: node.groups,
  };
}

/** Word lines of a layer: its inputs, and one more for a bias on the array. */
export const wordLinesOf = (node: AnalogNode, chip: PlanChip): number =>
  matrixOf(node).inputs + (chip.weights.bias === 'row' ? 1 : 0);

/** Arrays that a layer takes, without cutting it. */
export function countArrays(node: AnalogNode, chip: PlanChip): number {
  const { outputs, groups } = matrixOf(node);
  const rows = Math.ceil(wordLinesOf(node, chip) / chip.array.rows);
  return groups * rows * Math.ceil(outputs / outputsPerArray(chip));
}

/**
 * How a layer is cut onto arrays (model.md section 3). Row groups are `activeRows` word lines of one tile at a time, its last group the
 * rest. The chip must hold at least one weight per word line.
 */
export function mapLayer(node: AnalogNode, chip: PlanChip): PlanLayerMapping {
  const { inputs, outputs, groups } = matrixOf(node);
  const { rows, activeRows, partition } = chip.array;
  const rowTiles = cut(wordLinesOf(node, chip), rows, partition);
  const rowGroups = rowTiles.flatMap(([first, count]): Piece[] =>
    cut(count, activeRows ?? count, 'fill').map(([offset, size]) => [first + offset, size]),
  );
  const columnTiles = cut(outputs, outputsPerArray(chip), partition);
  return {
    node: node.name,
    groups,
    inputs,
    outputs,
    rowTiles,
    rowGroups,
    columnTiles,
    cellsPerWeight: cellsPerWeight(chip),
    arrays: groups * rowTiles.length * columnTiles.length,
  };
}
