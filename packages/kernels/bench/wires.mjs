import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { effectiveMatrix, oracleMatrix } from '@kirchhoff/kernels';
import { fold, key, uniforms } from '@kirchhoff/random';
import { alternate } from '../../../bench/measure.mjs';

/** [ohm] */
const [wire, driver, sense] = [2, 50, 50];
/** What one array may take [ms]. */
const limit = 2000;

function cellsOf(count) {
  const out = new Float32Array(count);
  uniforms(fold(key(1), 'cells'), count, out);
  return Float64Array.from(out, (u) => 1e-4 * u);
}

/** `effectiveMatrix` [S] as it is written in docs/model.md: a resistor at a time, whole matrices, for word lines as ports. */
function oneByOne(cells, rows, columns) {
  const admittance = Array.from({ length: rows }, () => new Float64Array(rows));
  const transfer = [];
  const put = (resistance) => {
    for (let port = 0; port < rows; port++) {
      const own = admittance[port].slice();
      const factor = resistance / (1 + resistance * own[port]);
      for (const [a, row] of admittance.entries()) {
        const share = factor * own[a];
        for (let b = 0; b < rows; b++) row[b] -= share * own[b];
      }
      for (const row of transfer) {
        const share = factor * row[port];
        for (let b = 0; b < rows; b++) row[b] -= share * own[b];
      }
    }
  };
  for (let column = columns - 1; column >= 0; column--) {
    if (column < columns - 1) put(wire);
    // A bit line: its cells join one by one, each behind the wires of those before it.
    const line = Array.from({ length: rows }, () => new Float64Array(rows));
    const current = new Float64Array(rows);
    let conductance = 0;
    for (let row = 0; row < rows; row++) {
      const cell = cells[row * columns + column];
      line[row][row] += cell;
      current[row] = cell;
      conductance += cell;
      const resistance = row < rows - 1 ? wire : sense;
      const pass = 1 / (1 + resistance * conductance);
      for (let a = 0; a <= row; a++)
        for (let b = 0; b <= row; b++) line[a][b] -= resistance * pass * current[a] * current[b];
      for (let a = 0; a <= row; a++) current[a] *= pass;
      conductance *= pass;
    }
    line.forEach((own, a) => own.forEach((value, b) => (admittance[a][b] += value)));
    transfer.push(current);
  }
  put(driver);
  return Float64Array.from(
    cells,
    (_, at) => transfer[columns - 1 - (at % columns)][Math.floor(at / columns)],
  );
}

const element = (name, from, to, ohms) => `R${name} ${from} ${to} ${ohms}`;

/** Netlist of one operating point, every word line at 0.2 V. */
function netlist(cells, rows, columns) {
  const lines = ['bench'];
  for (let r = 0; r < rows; r++) {
    lines.push(`Vi${r} i${r} 0 0.2`, element(`d${r}`, `i${r}`, `w${r}_0`, driver));
    for (let c = 0; c < columns; c++) {
      const at = `${r}_${c}`;
      lines.push(element(`c${at}`, `w${at}`, `b${at}`, 1 / cells[r * columns + c]));
      if (c > 0) lines.push(element(`w${at}`, `w${r}_${c - 1}`, `w${at}`, wire));
      if (r > 0) lines.push(element(`b${at}`, `b${r - 1}_${c}`, `b${at}`, wire));
    }
  }
  for (let c = 0; c < columns; c++) lines.push(element(`s${c}`, `b${rows - 1}_${c}`, '0', sense));
  return [...lines, '.control', 'op', `print v(b${rows - 1}_0)`, 'quit 0', '.endc', '.end', ''].join('\n');
}

/** One operating point in ngspice, process included; undefined where it is not installed. */
function spice(cells, rows, columns) {
  if (spawnSync('ngspice', ['--version']).status !== 0) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'kirchhoff-bench-'));
  const file = join(folder, 'array.cir');
  writeFileSync(file, netlist(cells, rows, columns));
  const start = performance.now();
  const { status } = spawnSync('ngspice', ['-b', file]);
  const duration = performance.now() - start;
  rmSync(folder, { recursive: true });
  return status === 0 ? duration : undefined;
}

const solver = (cells, rows, columns) => () =>
  effectiveMatrix(
    cells,
    { rows, columns },
    { wireResistance: wire, driverResistance: driver, senseResistance: sense },
  );

function agreeing(run, reference) {
  const [found, expected] = [run(), reference()];
  const scale = Math.max(...expected);
  const off = Math.max(...found.map((value, at) => Math.abs(value - expected[at])));
  if (!(off < 1e-12 * scale)) throw new Error(`the solvers differ by ${off / scale} of the largest`);
}

function row(name, [rows, columns], referenceOf, repeats) {
  const cells = cellsOf(rows * columns);
  const run = solver(cells, rows, columns);
  const reference = () => referenceOf(cells, rows, columns);
  agreeing(run, reference);
  for (let warm = 0; warm < 20 && rows < 100; warm++) run();
  return {
    name,
    technology: 'plain',
    shape: `${rows}x${columns}`,
    ...alternate(run, reference, repeats),
    limit,
  };
}

const dense = (cells, rows, columns) => oracleMatrix({ rows, columns, cells, wire, driver, sense });

/** The whole matrix of one array beside dense nodal analysis, beside its equations a resistor at a time, and beside one drive in ngspice. */
export function rows() {
  const cells = cellsOf(64 * 64);
  const whole = row('kernels/wires beside one drive in ngspice', [64, 64], oneByOne, 3);
  const drive = spice(cells, 64, 64);
  return [
    row('kernels/wires beside dense analysis', [8, 8], dense, 9),
    row('kernels/wires beside one by one', [64, 64], oneByOne, 5),
    row('kernels/wires beside one by one', [128, 20], oneByOne, 5),
    row('kernels/wires beside one by one', [128, 128], oneByOne, 3),
    ...(drive === undefined ? [] : [{ ...whole, reference: drive, ratio: whole.value / drive }]),
  ];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.table(rows());
