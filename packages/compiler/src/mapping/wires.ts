import type { PlanChip, PlanLayerMapping } from '@kirchhoff/plan';
import { cellsPerWeight, referenceColumns } from './cells.js';

/** Word lines x bit lines in use of one array. */
export interface ArrayLines {
  readonly rows: number;
  readonly columns: number;
}

/** Whether lines have resistance, so that arrays are solved. */
export const hasWires = ({ array }: PlanChip): boolean =>
  array.wireResistance > 0 || array.driverResistance > 0 || array.senseResistance > 0;

/** The arrays of one group of a layer. */
export const arraysOf = (chip: PlanChip, layer: PlanLayerMapping): readonly ArrayLines[] =>
  layer.rowTiles.flatMap(([, rows]) =>
    layer.columnTiles.map(([, outputs]) => ({
      rows,
      columns: outputs * cellsPerWeight(chip) + referenceColumns(chip),
    })),
  );

/** The effective conductance of a cell, kept beside the cell [bytes]. */
const perCell = 4;
const float64 = 8;
/** Float64 values per cell of the array being solved: cells and result, each as they lie and line by line. */
const perSolvedCell = 4;

/** While an array is solved [bytes]: its cells, and the admittance at its shorter side. */
const solverBytes = ({ rows, columns }: ArrayLines): number =>
  float64 * (perSolvedCell * rows * columns + Math.min(rows, columns) ** 2);

/** What resistive lines take of a worker's memory [bytes]; 0 where they are ideal. */
export const wireBytes = (chip: PlanChip, layers: readonly PlanLayerMapping[], cells: number): number =>
  hasWires(chip)
    ? perCell * cells +
      layers
        .flatMap((layer) => arraysOf(chip, layer))
        .reduce((most, array) => Math.max(most, solverBytes(array)), 0)
    : 0;
