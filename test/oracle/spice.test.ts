import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { effectiveMatrix } from '@kirchhoff/kernels';
import { counts, picker } from '../conformance/analog/pick.js';
import { recordProof } from '../proof/record.js';

/** One array with the drives of one active-row group, other rows at 0 V; conductances [S], resistances [ohm]. */
interface Driven {
  readonly rows: number;
  readonly columns: number;
  readonly cells: Float64Array;
  readonly wireResistance: number;
  readonly driverResistance: number;
  readonly senseResistance: number;
  /** [V] */
  readonly drives: Float64Array;
}

function drivenArray(seed: number): Driven {
  const pick = picker(seed, 'spice');
  const resistance = (typical: number): number =>
    pick.chance(0.15) ? 0 : typical * (0.01 + 10 * pick.unit() ** 3);
  const [rows, columns] = [pick.whole(1, 32), pick.whole(1, 32)];
  const onState = pick.one([1e-6, 3e-5, 1e-4, 1e-3]);
  const open = pick.chance(0.3) ? 0.2 : 0;
  const active = pick.whole(1, rows);
  const first = pick.whole(0, rows - active);
  return {
    rows,
    columns,
    cells: Float64Array.from({ length: rows * columns }, () =>
      pick.chance(open) ? 0 : onState * (0.02 + 0.98 * pick.unit()),
    ),
    wireResistance: resistance(5),
    driverResistance: resistance(200),
    senseResistance: resistance(200),
    drives: Float64Array.from({ length: rows }, (_, row) =>
      row >= first && row < first + active ? 0.4 * (pick.unit() - 0.4) : 0,
    ),
  };
}

/** A resistor, or, as SPICE has none of 0 ohm, a source of 0 V. */
const branch = (name: string, from: string, to: string, ohms: number): string =>
  ohms === 0 ? `V${name} ${from} ${to} 0` : `R${name} ${from} ${to} ${ohms}`;

/** The elements of one array and the names of the sources that measure its bit lines. */
function elements(array: Driven, tag: number): { lines: string[]; sensed: string[] } {
  const { rows, columns, cells, wireResistance, driverResistance, senseResistance } = array;
  const at = (kind: string, row: number, column: number): string => `${kind}${tag}_${row}_${column}`;
  const lines: string[] = [];
  for (let row = 0; row < rows; row++) {
    lines.push(`Vin${tag}_${row} in${tag}_${row} 0 ${array.drives[row]}`);
    lines.push(branch(`d${tag}_${row}`, `in${tag}_${row}`, at('w', row, 0), driverResistance));
    for (let column = 0; column < columns; column++) {
      const [word, bit, name] = [at('w', row, column), at('b', row, column), `${tag}_${row}_${column}`];
      const conductance = cells[row * columns + column];
      if (conductance > 0) lines.push(`Rc${name} ${word} ${bit} ${1 / conductance}`);
      if (column > 0) lines.push(branch(`w${name}`, at('w', row, column - 1), word, wireResistance));
      if (row > 0) lines.push(branch(`b${name}`, at('b', row - 1, column), bit, wireResistance));
    }
  }
  const sensed = Array.from({ length: columns }, (_, column) => `vs${tag}_${column}`);
  sensed.forEach((name, column) => {
    lines.push(branch(`e${tag}_${column}`, at('b', rows - 1, column), `s${tag}_${column}`, senseResistance));
    lines.push(`${name} s${tag}_${column} 0 0`);
  });
  return { lines, sensed };
}

/** Currents [A] by source name, as ngspice prints them. */
function simulate(
  folder: string,
  arrays: readonly { lines: string[]; sensed: string[] }[],
): Map<string, number> {
  const file = join(folder, 'arrays.cir');
  writeFileSync(
    file,
    [
      'arrays with resistive lines',
      ...arrays.flatMap(({ lines }) => lines),
      '.options reltol=1e-9 abstol=1e-18 vntol=1e-15 gmin=1e-18',
      '.control',
      'set numdgt=14',
      'op',
      ...arrays.flatMap(({ sensed }) => sensed.map((name) => `print i(${name})`)),
      'quit 0',
      '.endc',
      '.end',
      '',
    ].join('\n'),
  );
  const { status, stdout, stderr } = spawnSync('ngspice', ['-b', file], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`ngspice ended with ${status}: ${stderr}`);
  const currents = [...stdout.matchAll(/^i\((\w+)\) = (\S+)$/gm)];
  return new Map(currents.map(([, name, value]) => [name, Number(value)]));
}

const present = spawnSync('ngspice', ['--version']).status === 0;
if (!present)
  process.stderr.write('skipped: ngspice is not installed, so wire resistance is not compared with it\n');

(present ? it : it.skip)(
  'effective matrices give the currents of ngspice on random arrays up to 32 x 32',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'kirchhoff-spice-'));
    try {
      const perRun = 5;
      let compared = 0;
      let worst = 0;
      for (let from = 0; from < counts(50, 500); from += perRun) {
        const arrays = Array.from({ length: perRun }, (_, index) => drivenArray(from + index));
        const netlists = arrays.map((array, tag) => elements(array, tag));
        const currents = simulate(folder, netlists);
        arrays.forEach((array, tag) => {
          const matrix = effectiveMatrix(array.cells, array, array);
          netlists[tag].sensed.forEach((name, column) => {
            const parts = array.drives.map((volts, row) => volts * matrix[row * array.columns + column]);
            const total = parts.reduce((sum, part) => sum + part, 0);
            const error = Math.abs(total - (currents.get(name) ?? NaN));
            worst = Math.max(worst, error / Math.max(Math.abs(total), Number.MIN_VALUE));
            if (!(error <= 1e-6 * Math.abs(total)))
              throw new Error(`array ${from + tag}, bit line ${column}: ${error} A beside ${total} A`);
            compared++;
          });
        });
      }
      recordProof('Wire resistance against ngspice', {
        arrays: counts(50, 500),
        'bit lines': compared,
        'worst relative error of a current': worst,
      });
      expect(compared).toBeGreaterThan(500);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);
