import { effectiveMatrix, oracleCurrents, oracleMatrix } from '@kirchhoff/kernels';
import fc from 'fast-check';
import { always, type ArrayDraw, arrays, drawArray, drawDrives } from './draws.js';

const solve = (array: ArrayDraw): Float64Array => effectiveMatrix(array.cells, array, array);

const dense = (array: ArrayDraw): Float64Array =>
  oracleMatrix({
    ...array,
    wire: array.wireResistance,
    driver: array.driverResistance,
    sense: array.senseResistance,
  });

/** Largest difference relative to the largest entry. */
function difference(found: Float64Array, expected: Float64Array): number {
  const scale = expected.reduce((most, value) => Math.max(most, Math.abs(value)), Number.MIN_VALUE);
  return found.reduce((most, value, at) => Math.max(most, Math.abs(value - expected[at]) / scale), 0);
}

describe('arrays solved by hand', () => {
  it('1 x 1: driver, cell and sense end in series', () => {
    const array = { wireResistance: 7, driverResistance: 300, senseResistance: 200 };
    const [found] = effectiveMatrix([1e-3], { rows: 1, columns: 1 }, array);
    expect(found).toBeCloseTo(1 / (300 + 1000 + 200), 15);
  });

  it('2 x 1: the upper cell feeds one more wire, and both share the sense end', () => {
    const [upper, lower, wire, sense] = [1000, 2000, 50, 100];
    const array = { wireResistance: wire, driverResistance: 0, senseResistance: sense };
    const found = effectiveMatrix([1 / upper, 1 / lower], { rows: 2, columns: 1 }, array);
    const beside = (a: number, b: number): number => (a * b) / (a + b);
    const fromUpper = 1 / (upper + wire + beside(lower, sense));
    const fromLower = 1 / (lower + beside(upper + wire, sense));
    expect(found[0]).toBeCloseTo((fromUpper * lower) / (lower + sense), 15);
    expect(found[1]).toBeCloseTo((fromLower * (upper + wire)) / (upper + wire + sense), 15);
  });

  it('1 x 2: the far cell hangs behind one more wire, and both share the driver', () => {
    const [near, far, wire, driver] = [1000, 2000, 50, 100];
    const array = { wireResistance: wire, driverResistance: driver, senseResistance: 0 };
    const found = effectiveMatrix([1 / near, 1 / far], { rows: 1, columns: 2 }, array);
    const both = (near * (far + wire)) / (near + far + wire);
    const voltage = both / (both + driver);
    expect(found[0]).toBeCloseTo(voltage / near, 15);
    expect(found[1]).toBeCloseTo(voltage / (far + wire), 15);
  });
});

it('agrees with dense nodal analysis, each resistance alone or absent included', () => {
  const alone = new Set<string>();
  for (let seed = 0; seed < 120; seed++) {
    const array = drawArray(seed, 7);
    const { wireResistance, driverResistance, senseResistance } = array;
    alone.add([wireResistance, driverResistance, senseResistance].map((value) => Number(value > 0)).join(''));
    expect(difference(solve(array), dense(array))).toBeLessThan(1e-13);
  }
  expect(alone.size).toBe(8);
});

it('agrees with dense nodal analysis to 1e-12 at generated shapes, cells and resistances', () => {
  fc.assert(
    fc.property(arrays(8, true), (array) => {
      expect(difference(solve(array), dense(array))).toBeLessThan(1e-12);
    }),
    always(60, 600),
  );
});

it('agrees where lines conduct worse than cells', () => {
  for (let seed = 0; seed < 20; seed++) {
    const drawn = drawArray(seed, 6);
    const array = { ...drawn, wireResistance: 1e5, driverResistance: 1e6, senseResistance: 1e4 };
    expect(difference(solve(array), dense(array))).toBeLessThan(1e-12);
  }
});

it('ideal lines leave the cells as they are, bit by bit', () => {
  for (const size of [
    { rows: 5, columns: 9 },
    { rows: 9, columns: 5 },
  ]) {
    const cells = drawDrives(3, 45).map(Math.abs);
    const none = { wireResistance: 0, driverResistance: 0, senseResistance: 0 };
    expect(effectiveMatrix(cells, size, none)).toEqual(cells);
  }
});

it('a pair of drives gives the sum of its currents', () => {
  const array = { ...drawArray(11, 8), wireResistance: 3 };
  const drives = drawDrives(11, array.rows);
  const matrix = solve(array);
  const { sensed } = oracleCurrents(
    { ...array, wire: 3, driver: array.driverResistance, sense: array.senseResistance },
    drives,
  );
  sensed.forEach((current, column) => {
    const sum = drives.reduce((total, volts, row) => total + volts * matrix[row * array.columns + column], 0);
    expect(Math.abs(sum - current)).toBeLessThan(1e-13 * Math.max(...sensed.map(Math.abs)));
  });
});

/** The array seen from its sense ends: lines exchanged, and both counted from the other end. */
function exchanged(array: ArrayDraw): ArrayDraw {
  const { rows, columns, cells, driverResistance, senseResistance } = array;
  const turned = new Float64Array(cells.length);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      turned[(columns - 1 - column) * rows + (rows - 1 - row)] = cells[row * columns + column];
  return {
    ...array,
    rows: columns,
    columns: rows,
    cells: turned,
    driverResistance: senseResistance,
    senseResistance: driverResistance,
  };
}

it('is reciprocal: drivers and sense ends exchanged give the same matrix', () => {
  for (let seed = 0; seed < 40; seed++) {
    const array = drawArray(seed, 40);
    const back = exchanged({
      ...array,
      cells: solve(exchanged(array)),
      rows: array.columns,
      columns: array.rows,
    });
    expect(difference(back.cells, solve(array))).toBeLessThan(1e-13);
  }
});

it('no current goes astray: each word line delivers at most what its cells would, and nothing negative', () => {
  for (let seed = 0; seed < 30; seed++) {
    const array = drawArray(seed, 33);
    const matrix = solve(array);
    for (let row = 0; row < array.rows; row++) {
      const cells = array.cells.subarray(row * array.columns, (row + 1) * array.columns);
      const delivered = matrix.subarray(row * array.columns, (row + 1) * array.columns);
      const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
      expect(sum(delivered)).toBeLessThanOrEqual(sum(cells) * (1 + 1e-12));
      expect(Math.min(...delivered)).toBeGreaterThanOrEqual(0);
    }
  }
});

it('the same bits every time', () => {
  const array = { ...drawArray(5, 30), wireResistance: 2.5, driverResistance: 40 };
  expect(solve(array)).toEqual(solve(array));
});
