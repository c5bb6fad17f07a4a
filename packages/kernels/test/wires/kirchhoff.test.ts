import { effectiveMatrix } from '@kirchhoff/kernels';
import fc from 'fast-check';
import { recordProof } from '../../../../test/proof/record.js';
import { always, type ArrayDraw, arrays, drawArray, drawDrives } from './draws.js';
import { type Nodes, nodesOf } from './voltages.js';

/** Sum of the currents [A] out of every node, and the largest current of all. */
function residuals(
  array: ArrayDraw,
  drives: Float64Array,
  { word, bit }: Nodes,
): { sums: number[]; largest: number } {
  const { rows, columns, cells, wireResistance: wire, driverResistance, senseResistance } = array;
  let largest = 0;
  const current = (from: number, to: number, resistance: number): number => {
    const value = (from - to) / resistance;
    largest = Math.max(largest, Math.abs(value));
    return value;
  };
  const sums: number[] = [];
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const [w, b] = [word[column][row], bit[column][row]];
      const cell = cells[row * columns + column] * (w - b);
      largest = Math.max(largest, Math.abs(cell));
      const left =
        column === 0 ? current(w, drives[row], driverResistance) : current(w, word[column - 1][row], wire);
      const right = column === columns - 1 ? 0 : current(w, word[column + 1][row], wire);
      const above = row === 0 ? 0 : current(b, bit[column][row - 1], wire);
      const below =
        row === rows - 1 ? current(b, 0, senseResistance) : current(b, bit[column][row + 1], wire);
      sums.push(left + right + cell, above + below - cell);
    }
  return { sums, largest };
}

/** A random array whose shorter side are the word lines, every resistance above 0. */
function wiredArray(seed: number): ArrayDraw {
  const drawn = drawArray(seed, 40);
  const [rows, columns] = [Math.min(drawn.rows, drawn.columns), Math.max(drawn.rows, drawn.columns)];
  return {
    ...drawn,
    rows,
    columns,
    wireResistance: drawn.wireResistance + 0.5,
    driverResistance: drawn.driverResistance + 5,
    senseResistance: drawn.senseResistance + 5,
  };
}

describe('law 15', () => {
  it('solved currents obey the current law at every node', () => {
    let most = 0;
    for (let seed = 0; seed < 50; seed++) {
      const array = wiredArray(seed);
      const drives = drawDrives(seed, array.rows);
      const nodes = nodesOf(array, drives);
      const { sums, largest } = residuals(array, drives, nodes);
      expect(largest).toBeGreaterThan(0);
      const worst = Math.max(...sums.map(Math.abs));
      most = Math.max(most, worst / largest);
      if (!(worst < 1e-9 * largest))
        throw new Error(`seed ${seed}: ${worst / largest} of the largest current`);
    }
    recordProof('Law 15, current law', { arrays: 50, 'worst residual / largest current': most });
  });

  it('at generated shapes, cells, resistances and drives too, and the matrix gives the sensed currents', () => {
    const wide = arrays(24, false).filter(({ rows, columns }) => rows <= columns);
    fc.assert(
      fc.property(wide, (array) => {
        const drives = drawDrives(array.seed, array.rows);
        const nodes = nodesOf(array, drives);
        const { sums, largest } = residuals(array, drives, nodes);
        expect(Math.max(...sums.map(Math.abs))).toBeLessThanOrEqual(1e-9 * largest);
        const matrix = effectiveMatrix(array.cells, array, array);
        const arriving = nodes.sensed.map((_, column) =>
          drives.reduce((total, volts, row) => total + volts * matrix[row * array.columns + column], 0),
        );
        const scale = Math.max(...nodes.sensed.map(Math.abs));
        nodes.sensed.forEach((current, column) =>
          expect(Math.abs(arriving[column] - current)).toBeLessThanOrEqual(1e-12 * scale),
        );
      }),
      always(40, 400),
    );
  });

  it('and the effective matrix gives the currents that reach the sense ends', () => {
    for (let seed = 0; seed < 50; seed++) {
      const array = wiredArray(seed);
      const drives = drawDrives(seed, array.rows);
      const { sensed } = nodesOf(array, drives);
      const matrix = effectiveMatrix(array.cells, array, array);
      const scale = Math.max(...sensed.map(Math.abs));
      sensed.forEach((current, column) => {
        const sum = drives.reduce(
          (total, volts, row) => total + volts * matrix[row * array.columns + column],
          0,
        );
        expect(Math.abs(sum - current)).toBeLessThanOrEqual(1e-12 * scale);
      });
    }
  });

  it('resistance to 0 brings the cells back, in proportion', () => {
    for (let seed = 0; seed < 20; seed++) {
      const array = wiredArray(seed);
      const off = [1e-2, 1e-4, 1e-6].map((part) => {
        const { wireResistance, driverResistance, senseResistance } = array;
        const less = {
          wireResistance: part * wireResistance,
          driverResistance: part * driverResistance,
          senseResistance: part * senseResistance,
        };
        const matrix = effectiveMatrix(array.cells, array, less);
        return Math.max(...matrix.map((value, at) => Math.abs(value - array.cells[at])));
      });
      expect(off[1] / off[2]).toBeGreaterThan(95);
      expect(off[1] / off[2]).toBeLessThan(105);
      expect(off[2]).toBeLessThan(2e-4 * 1e-2);
    }
  });
});
