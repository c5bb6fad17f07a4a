import { hasWires, type ProgrammedLayer, type WiredLayer, wireLayer } from '@kirchhoff/kernels';
import type { PlanChip } from '@kirchhoff/plan';
import type { AnalogLayer } from './layer.js';

/** A layer solved for its wires, and what that depended on. */
export interface Wired {
  readonly layer: WiredLayer;
  readonly array: PlanChip['array'];
  /** False where the cells are at their targets, the same on every chip. */
  readonly drawn: boolean;
}

/** The cells of one layer of one chip. */
export interface Cells {
  readonly programmed: ProgrammedLayer;
  readonly drawn: boolean;
}

/** Solves a layer's arrays; undefined with ideal wires. What the chip before left is kept or written again. */
export function wired(
  { geometry }: AnalogLayer,
  { array }: PlanChip,
  { programmed, drawn }: Cells,
  before: Wired | undefined,
): Wired | undefined {
  if (!hasWires(array)) return undefined;
  if (before !== undefined && !before.drawn && !drawn && before.array === array) return before;
  return { layer: wireLayer(programmed, geometry.rowTiles, array, before?.layer), array, drawn };
}
