import { pivotOf } from './pivot.js';

/** Cells first ... first + count - 1 of `cells` [S], from the far end of their line to the end that is held at 0 V. */
export interface Line {
  readonly cells: Float64Array;
  readonly first: number;
  readonly count: number;
  /** Between neighbouring cells [ohm]. */
  readonly wire: number;
  /** Between the last cell and 0 V [ohm]. */
  readonly end: number;
}

/** Memory for one ladder, each at least as long as the line. */
export interface LadderRoom {
  /** What a wire lets through: 1 / (1 + its resistance x conductance of everything before it). */
  readonly pass: Float64Array;
  /** Resistance through which a cell feels the cells before it [ohm]. */
  readonly shared: Float64Array;
  /** Current at the wire reached so far, for 1 V on each cell alone [A]. */
  readonly current: Float64Array;
}

export const ladderRoom = (count: number): LadderRoom => ({
  pass: new Float64Array(count),
  shared: new Float64Array(count),
  current: new Float64Array(count),
});

function passes({ cells, first, count, wire, end }: Line, pass: Float64Array): void {
  let conductance = 0;
  for (let k = 0; k < count; k++) {
    conductance += cells[first + k];
    pass[k] = 1 / pivotOf(k < count - 1 ? wire : end, conductance);
    conductance *= pass[k];
  }
}

function sharedResistances({ count, wire, end }: Line, pass: Float64Array, shared: Float64Array): void {
  let beyond = 0;
  for (let k = count - 1; k >= 0; k--) {
    const resistance = k < count - 1 ? wire : end;
    beyond = resistance * pass[k] + pass[k] * pass[k] * beyond;
    shared[k] = beyond;
  }
}

/**
 * Joins a line to the ports at the other ends of its cells: adds to the lower triangle of `admittance` [count x count]
 * the currents into its cells, per volt on each port, and writes to `transfer` at `at` the current at its end, per volt
 * on each port [S].
 *
 * Cell by cell from the far end, a wire r behind cells whose currents per volt are p and whose conductance is s = sum p
 * takes r p p^T / (1 + r s) off the admittance and leaves p / (1 + r s): Schur complements of nodal analysis, summed in
 * closed form.
 */
export function joinLine(
  line: Line,
  admittance: Float64Array,
  transfer: Float64Array,
  at: number,
  room: LadderRoom,
): void {
  const { cells, first, count } = line;
  const { pass, shared, current } = room;
  passes(line, pass);
  sharedResistances(line, pass, shared);
  for (let k = 0, row = 0; k < count; k++, row += count) {
    const conductance = cells[first + k];
    const felt = conductance * shared[k];
    const through = pass[k];
    for (let i = 0; i < k; i++) {
      admittance[row + i] -= current[i] * felt;
      current[i] *= through;
    }
    admittance[row + k] += conductance - conductance * felt;
    current[k] = conductance * through;
  }
  for (let k = 0; k < count; k++) transfer[at + k] = current[k];
}
