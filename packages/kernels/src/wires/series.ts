import { closePanel, openPanel, type Panel, panelWidth } from './panel.js';

/** Takes the panel's share, given `own`, off entries start ... start + length - 1. */
function reduce(
  { count, rows, factor, own }: Panel,
  values: Float64Array,
  start: number,
  length: number,
): void {
  const [c0, c1, c2, c3] = [factor[0] * own[0], factor[1] * own[1], factor[2] * own[2], factor[3] * own[3]];
  const [p1, p2, p3] = [count, 2 * count, 3 * count];
  for (let b = 0; b < length; b++)
    values[start + b] =
      values[start + b] - c0 * rows[b] - c1 * rows[p1 + b] - c2 * rows[p2 + b] - c3 * rows[p3 + b];
}

function reduceAdmittance(panel: Panel, admittance: Float64Array): void {
  const { count, first, size, rows, own } = panel;
  for (let a = 0; a < count; a++) {
    if (a >= first && a < first + size) continue;
    for (let p = 0; p < size; p++) own[p] = rows[p * count + a];
    reduce(panel, admittance, a * count, a + 1);
  }
}

/** Entries of a transfer row at the ports, each as its port's turn finds it. */
function enter({ count, first, size, rows, factor, own }: Panel, values: Float64Array, start: number): void {
  for (let p = 0; p < size; p++) {
    let value = values[start + first + p];
    for (let q = 0; q < p; q++) value -= factor[q] * own[q] * rows[q * count + first + p];
    own[p] = value;
  }
}

/** The same entries after the last turn. */
function leave(panel: Panel, values: Float64Array, start: number): void {
  const { count, first, size, rows, factor, divisor, own } = panel;
  for (let p = 0; p < size; p++) {
    let value = own[p] / divisor[p];
    for (let q = p + 1; q < size; q++) value -= factor[q] * own[q] * rows[q * count + first + p];
    values[start + first + p] = value;
  }
}

/**
 * Puts `resistance` [ohm] in series with every port of a network, one port after the other: with y the port's row of the
 * admittance Y [S, count x count, lower triangle], Y becomes Y - y^T y r / (1 + r Y_pp), and a row z of `transfer` (current
 * at a line's end per volt on each port, the first `lines` rows) becomes z - y z_p r / (1 + r Y_pp). No
 * division by a resistance: 0 ohm changes nothing.
 */
export function putInSeries(
  panel: Panel,
  resistance: number,
  admittance: Float64Array,
  transfer: Float64Array,
  lines: number,
): void {
  const { count } = panel;
  panel.resistance = resistance;
  for (let first = 0; first < count; first += panelWidth) {
    openPanel(panel, admittance, first);
    reduceAdmittance(panel, admittance);
    closePanel(panel, admittance);
    for (let line = 0, start = 0; line < lines; line++, start += count) {
      enter(panel, transfer, start);
      reduce(panel, transfer, start, count);
      leave(panel, transfer, start);
    }
  }
}
