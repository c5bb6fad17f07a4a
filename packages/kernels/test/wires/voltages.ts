import { joinLine, ladderRoom } from '../../src/wires/ladder.js';
import { makePanel } from '../../src/wires/panel.js';
import { putInSeries } from '../../src/wires/series.js';
import type { ArrayDraw } from './draws.js';

/** x of (I + r Y) x = b for the lower triangle of a symmetric Y, by Cholesky factors. */
function behind(resistance: number, admittance: Float64Array, b: Float64Array): Float64Array {
  const size = b.length;
  const factor = admittance.map((value) => resistance * value);
  for (let i = 0; i < size; i++) factor[i * size + i] += 1;
  const x = b.slice();
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = factor[i * size + j];
      for (let k = 0; k < j; k++) sum -= factor[i * size + k] * factor[j * size + k];
      factor[i * size + j] = i === j ? Math.sqrt(sum) : sum / factor[j * size + j];
    }
    for (let k = 0; k < i; k++) x[i] -= factor[i * size + k] * x[k];
    x[i] /= factor[i * size + i];
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) x[i] -= factor[k * size + i] * x[k];
    x[i] /= factor[i * size + i];
  }
  return x;
}

/** Voltages [V] at the nodes of every cell, [columns][rows], and the sensed currents [A]. */
export interface Nodes {
  readonly word: Float64Array[];
  readonly bit: Float64Array[];
  readonly sensed: Float64Array;
}

/** Node voltages by the elimination itself, for an array with rows as ports: forwards for admittances, back for voltages. */
export function nodesOf(array: ArrayDraw, drives: Float64Array): Nodes {
  const { rows, columns, cells, wireResistance: wire, driverResistance, senseResistance } = array;
  const panel = makePanel(rows);
  const room = ladderRoom(rows);
  const none = new Float64Array(0);
  const lineOf = (column: number): Float64Array =>
    Float64Array.from({ length: rows }, (_, row) => cells[row * columns + column]);
  const join = (column: number, admittance: Float64Array): Float64Array => {
    const transfer = new Float64Array(rows);
    const line = { cells: lineOf(column), first: 0, count: rows, wire, end: senseResistance };
    joinLine(line, admittance, transfer, 0, room);
    return transfer;
  };
  const admittance = new Float64Array(rows * rows);
  const seen: Float64Array[] = [];
  for (let column = columns - 1; column >= 0; column--) {
    if (column < columns - 1) putInSeries(panel, wire, admittance, none, 0);
    join(column, admittance);
    seen[column] = admittance.slice();
  }
  const nodes: Nodes = { word: [], bit: [], sensed: new Float64Array(columns) };
  let before = drives;
  for (let column = 0; column < columns; column++) {
    const volts = behind(column === 0 ? driverResistance : wire, seen[column], before);
    const own = new Float64Array(rows * rows);
    const transfer = join(column, own);
    nodes.sensed[column] = transfer.reduce((sum, value, row) => sum + value * volts[row], 0);
    nodes.word[column] = volts;
    nodes.bit[column] = bitVoltages(own, volts, wire, senseResistance);
    before = volts;
  }
  return nodes;
}

/** Voltages along a bit line whose cells carry the currents that its own admittance asks for. */
function bitVoltages(own: Float64Array, volts: Float64Array, wire: number, sense: number): Float64Array {
  const rows = volts.length;
  const entry = (a: number, b: number): number => (a >= b ? own[a * rows + b] : own[b * rows + a]);
  const currents = volts.map((_, row) =>
    volts.reduce((sum, value, other) => sum + entry(row, other) * value, 0),
  );
  const passing = new Float64Array(rows);
  for (let row = 0, sum = 0; row < rows; row++) passing[row] = sum += currents[row];
  const bit = new Float64Array(rows);
  for (let row = rows - 1; row >= 0; row--)
    bit[row] = row === rows - 1 ? sense * passing[row] : bit[row + 1] + wire * passing[row];
  return bit;
}
