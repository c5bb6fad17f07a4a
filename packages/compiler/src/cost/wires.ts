import type { PlanChip, PlanLayerMapping } from '@kirchhoff/plan';
import { type ArrayLines, arraysOf, hasWires } from '../mapping/wires.js';

/** What solving arrays with resistive lines takes. */
export interface WireCost {
  /** Arrays solved; 0 with ideal wires. */
  readonly arrays: number;
  /** Float64 multiply-adds of all of them. */
  readonly operations: number;
  /** Of the largest. */
  readonly largest: number;
}

export const noWires: WireCost = { arrays: 0, operations: 0, largest: 0 };

/** The costs of several parts together. */
export const addWires = (parts: readonly WireCost[]): WireCost =>
  parts.reduce(
    (sum, part) => ({
      arrays: sum.arrays + part.arrays,
      operations: sum.operations + part.operations,
      largest: Math.max(sum.largest, part.largest),
    }),
    noWires,
  );

/** The same solved `times` over. */
export const timesWires = (cost: WireCost, times: number): WireCost => ({
  arrays: cost.arrays * times,
  operations: cost.operations * times,
  largest: times > 0 ? cost.largest : 0,
});

/**
 * Float64 multiply-adds that the effective matrix of one array takes (model.md section 3): with m ports on the shorter
 * side and n lines across them, 3/2 m^2 to join a line, and for each resistor step m^3 / 2 for the ports and m^2 for
 * every line joined before.
 */
function solveOperations({ rows, columns }: ArrayLines, { array }: PlanChip): number {
  const [ports, lines] = rows <= columns ? [rows, columns] : [columns, rows];
  const end = rows <= columns ? array.driverResistance : array.senseResistance;
  const step = (joined: number): number => ports ** 3 / 2 + joined * ports ** 2;
  const wires = array.wireResistance > 0 ? (lines - 1) * step(lines / 2) : 0;
  return 1.5 * lines * ports ** 2 + wires + (end > 0 ? step(lines) : 0);
}

/** Solving the arrays of one layer on one chip. */
export function wireCost(chip: PlanChip, layer: PlanLayerMapping): WireCost {
  if (!hasWires(chip)) return noWires;
  const arrays = arraysOf(chip, layer).map((array) => {
    const operations = solveOperations(array, chip);
    return { arrays: 1, operations, largest: operations };
  });
  return timesWires(addWires(arrays), layer.groups);
}
