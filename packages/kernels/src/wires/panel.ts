import { pivotOf } from './pivot.js';

/** Ports that are eliminated together: each row of the matrices is then read and written once for all of them. */
export const panelWidth = 4;

/** Ports first ... first + size - 1 of `count` that get a resistance [ohm] in series, and what their elimination needs. */
export interface Panel {
  readonly count: number;
  resistance: number;
  first: number;
  size: number;
  /** Their rows of the admittance, each as its port's turn finds it [panelWidth x count]. */
  readonly rows: Float64Array;
  /** Their rows after the last turn. */
  readonly done: Float64Array;
  /** 1 + resistance x own admittance; resistance over that, 0 beyond `size`. */
  readonly divisor: Float64Array;
  readonly factor: Float64Array;
  /** Entries of one more row at the ports, each as its port's turn finds it. */
  readonly own: Float64Array;
}

export const makePanel = (count: number): Panel => ({
  count,
  resistance: 0,
  first: 0,
  size: 0,
  rows: new Float64Array(panelWidth * count),
  done: new Float64Array(panelWidth * count),
  divisor: new Float64Array(panelWidth),
  factor: new Float64Array(panelWidth),
  own: new Float64Array(panelWidth),
});

function gather(panel: Panel, admittance: Float64Array): void {
  const { count, first, size, rows } = panel;
  for (let p = 0; p < size; p++) {
    const port = first + p;
    const to = p * count;
    for (let b = 0, from = port * count; b <= port; b++) rows[to + b] = admittance[from + b];
    for (let a = port + 1; a < count; a++) rows[to + a] = admittance[a * count + port];
  }
}

/** Turn of port q for row p of `rows`: less its share, and over the divisor where it crosses q's own column. */
function takeTurn(panel: Panel, rows: Float64Array, p: number, q: number): void {
  const { count, first, factor, divisor } = panel;
  const [to, from] = [p * count, q * count];
  const before = rows[to + first + q];
  const taken = factor[q] * before;
  for (let b = 0; b < count; b++) rows[to + b] -= taken * panel.rows[from + b];
  rows[to + first + q] = before / divisor[q];
}

function advance(panel: Panel): void {
  const { count, first, size, resistance, rows, factor, divisor } = panel;
  factor.fill(0);
  for (let p = 0; p < size; p++) {
    for (let q = 0; q < p; q++) takeTurn(panel, rows, p, q);
    divisor[p] = pivotOf(resistance, rows[p * count + first + p]);
    factor[p] = resistance / divisor[p];
  }
}

function finish(panel: Panel): void {
  const { count, size, rows, done, divisor } = panel;
  for (let p = 0; p < size; p++) {
    const start = p * count;
    for (let b = start; b < start + count; b++) done[b] = rows[b] / divisor[p];
    for (let q = p + 1; q < size; q++) takeTurn(panel, done, p, q);
  }
}

/** Takes ports out of the lower triangle of an admittance [S, count x count] and eliminates them among themselves. */
export function openPanel(panel: Panel, admittance: Float64Array, first: number): void {
  panel.first = first;
  panel.size = Math.min(panelWidth, panel.count - first);
  gather(panel, admittance);
  advance(panel);
  finish(panel);
}

/** Writes the eliminated ports' rows and columns back into the lower triangle. */
export function closePanel({ count, first, size, done }: Panel, admittance: Float64Array): void {
  for (let p = 0; p < size; p++) {
    const port = first + p;
    const from = p * count;
    for (let b = 0, to = port * count; b <= port; b++) admittance[to + b] = done[from + b];
    for (let a = port + 1; a < count; a++) admittance[a * count + port] = done[from + a];
  }
}
