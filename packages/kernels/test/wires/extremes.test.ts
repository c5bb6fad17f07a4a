import { effectiveMatrix, isRefusalError, oracleMatrix } from '@kirchhoff/kernels';
import { drawArray, drawDrives } from './draws.js';

const [rows, columns] = [6, 7];
const uniform = (seed: number): Float64Array =>
  drawDrives(seed, rows * columns).map((value) => value / 0.4 + 0.5);
/** Conductances over ten decades up to 10 mS. */
const decades = (seed: number): Float64Array => uniform(seed).map((u) => 10 ** (-12 + 10 * u));
/** Two bit lines, the last among them, and one word line without a path. */
const open = (seed: number): Float64Array =>
  uniform(seed).map((u, at) =>
    at % columns === 4 || at % columns === columns - 1 || Math.floor(at / columns) === 2 ? 0 : 1e-2 * u,
  );

/** Wire, driver and sense resistance [ohm]: one side alone, and ratios of up to 1e14. */
const resistances = [
  [0, 100, 0],
  [0, 0, 100],
  [5, 0, 0],
  [0, 1e5, 1e5],
  [1e5, 1e5, 1e5],
  [1e5, 0, 0],
  [1e-9, 1e5, 0],
  [1e5, 1e-9, 1e-9],
  [1e-12, 1e-12, 1e-12],
] as const;

describe.each(resistances)('wire %d ohm, driver %d ohm, sense end %d ohm', (wire, driver, sense) => {
  const array = { wireResistance: wire, driverResistance: driver, senseResistance: sense };
  it.each([
    ['cells over ten decades', decades],
    ['open bit lines and an open word line', open],
  ] as const)('%s agree with dense analysis', (_, cellsOf) => {
    for (const size of [
      { rows, columns },
      { rows: columns, columns: rows },
    ]) {
      const cells = cellsOf(rows);
      const found = effectiveMatrix(cells, size, array);
      const expected = oracleMatrix({ ...size, cells, wire, driver, sense });
      const scale = Math.max(...expected);
      const worst = Math.max(...found.map((value, at) => Math.abs(value - expected[at])));
      expect(worst).toBeLessThan(1e-11 * scale);
      expect(Math.min(...found)).toBeGreaterThanOrEqual(0);
    }
  });
});

it('an open bit line carries nothing, exactly', () => {
  const array = { wireResistance: 3, driverResistance: 40, senseResistance: 50 };
  for (const size of [
    { rows, columns },
    { rows: rows + columns, columns },
  ]) {
    const cells = drawDrives(1, size.rows * columns).map((value, at) =>
      at % columns === 4 ? 0 : 1e-4 * (value + 0.3),
    );
    const matrix = effectiveMatrix(cells, size, array);
    for (let row = 0; row < size.rows; row++) expect(matrix[row * columns + 4]).toBe(0);
    expect(effectiveMatrix(cells.fill(0), size, array)).toEqual(cells);
  }
});

it('128 x 128 cells of 10 mS behind 100 kohm stay finite and passive', () => {
  const size = { rows: 128, columns: 128 };
  const array = { wireResistance: 1e5, driverResistance: 1e5, senseResistance: 1e5 };
  const matrix = effectiveMatrix(new Float64Array(128 * 128).fill(1e-2), size, array);
  expect(Math.min(...matrix)).toBeGreaterThan(0);
  expect(Math.max(...matrix)).toBeLessThan(1 / 2e5);
});

describe('cells below 0 S', () => {
  it('are solved like others where the lines stay passive', () => {
    const { cells, ...drawn } = drawArray(5, 8);
    const array = { ...drawn, wireResistance: 3, driverResistance: 20, senseResistance: 10 };
    const signed = cells.map((value, at) => (at % 3 === 0 ? -value : value));
    const found = effectiveMatrix(signed, array, array);
    const expected = oracleMatrix({ ...array, cells: signed, wire: 3, driver: 20, sense: 10 });
    const scale = Math.max(...expected.map(Math.abs));
    found.forEach((value, at) => expect(Math.abs(value - expected[at])).toBeLessThan(1e-12 * scale));
  });

  it.each([
    ['a bit line', { wireResistance: 0, driverResistance: 0, senseResistance: 1e4 }],
    ['a word line', { wireResistance: 0, driverResistance: 1e4, senseResistance: 0 }],
    ['a wire', { wireResistance: 1e4, driverResistance: 0, senseResistance: 0 }],
  ] as const)('are refused where %s would have no steady state', (_, array) => {
    const solve = (): unknown =>
      effectiveMatrix(new Float64Array(6).fill(-1e-3), { rows: 2, columns: 3 }, array);
    let thrown: unknown;
    try {
      solve();
    } catch (cause) {
      thrown = cause;
    }
    expect(isRefusalError(thrown) && thrown.refusal).toMatchObject({
      kind: 'contradiction',
      setting: 'device.clip',
      value: 'none',
    });
    expect((thrown as Error).message).toMatch(
      /^device\.clip = none must be nonnegative or range: cells that add up to -0\.00\d+ S lie behind 10000 ohm/,
    );
  });
});
