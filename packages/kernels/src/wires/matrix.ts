import { joinLine, ladderRoom } from './ladder.js';
import { makePanel } from './panel.js';
import type { WireResistances } from './resistances.js';
import { putInSeries } from './series.js';

/** Word lines x bit lines of one array, unused ones absent. */
export interface ArraySize {
  readonly rows: number;
  readonly columns: number;
}

/** Lines whose cells sit at ports, in the order in which the ports' wires reach them. */
interface Lines {
  /** [lines x ports], each line from its far end to the end held at 0 V. */
  readonly cells: Float64Array;
  readonly lines: number;
  readonly ports: number;
  readonly wire: number;
  /** Between a line's last cell and 0 V. */
  readonly lineEnd: number;
  /** Between a port's last cell and its source. */
  readonly portEnd: number;
}

/** Current at the end of each line per volt on each port's source [S], by eliminating line after line. */
function transfers({ cells, lines, ports, wire, lineEnd, portEnd }: Lines): Float64Array {
  const admittance = new Float64Array(ports * ports);
  const transfer = new Float64Array(lines * ports);
  const panel = makePanel(ports);
  const room = ladderRoom(ports);
  for (let line = 0, first = 0; line < lines; line++, first += ports) {
    if (line > 0 && wire > 0) putInSeries(panel, wire, admittance, transfer, line);
    joinLine({ cells, first, count: ports, wire, end: lineEnd }, admittance, transfer, first, room);
  }
  if (portEnd > 0) putInSeries(panel, portEnd, admittance, transfer, lines);
  return transfer;
}

/** Copies [rows x columns] to lines x ports, or back: bit lines from the far column, or word lines from the far row. */
function overLines(
  { rows, columns }: ArraySize,
  wordPorts: boolean,
  copy: (cell: number, at: number) => void,
): void {
  for (let row = 0, cell = 0; row < rows; row++)
    for (let column = 0; column < columns; column++, cell++)
      copy(cell, wordPorts ? (columns - 1 - column) * rows + row : row * columns + (columns - 1 - column));
}

/**
 * The matrix that an array is: current of each bit line per volt on each word line [S, rows x columns], given its cells
 * [S, rows x columns] and the resistances of its lines (model.md section 3). Word lines are driven before column 0, bit
 * lines sensed after the last row.
 *
 * Nodal analysis in port form: the array is built line by line from the corner far from drivers and sense ends, keeping
 * only the admittance seen at the shorter side's lines and the transfer to every line joined so far. A passive network
 * is reciprocal, so drivers and sense ends may change places and the shorter side serves as ports. About
 * m^2 n (m + n) / 2 multiply-adds with m = min(rows, columns), n = max(rows, columns). Throws a refusal where cells below
 * 0 S leave a line without a steady state.
 */
export function effectiveMatrix(
  cells: ArrayLike<number>,
  size: ArraySize,
  array: WireResistances,
): Float64Array {
  const { rows, columns } = size;
  const { wireResistance, driverResistance, senseResistance } = array;
  const wordPorts = rows <= columns;
  const placed = new Float64Array(rows * columns);
  overLines(size, wordPorts, (cell, at) => (placed[at] = cells[cell]));
  const transfer = transfers({
    cells: placed,
    lines: wordPorts ? columns : rows,
    ports: wordPorts ? rows : columns,
    wire: wireResistance,
    lineEnd: wordPorts ? senseResistance : driverResistance,
    portEnd: wordPorts ? driverResistance : senseResistance,
  });
  const effective = new Float64Array(rows * columns);
  overLines(size, wordPorts, (cell, at) => (effective[cell] = transfer[at]));
  return effective;
}
