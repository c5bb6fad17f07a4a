import { type ArraySize, type WireResistances } from '@kirchhoff/kernels';
import { fold, key, uniforms } from '@kirchhoff/random';
import fc from 'fast-check';

/** One array with cells [S, rows x columns] and resistances [ohm]. */
export interface ArrayDraw extends ArraySize, WireResistances {
  readonly cells: Float64Array;
}

function draw(seed: number, label: string, count: number): Float64Array {
  const out = new Float32Array(count);
  uniforms(fold(key(seed), label), count, out);
  return Float64Array.from(out);
}

/** A random array of at most `side` x `side` cells, a fifth of them open, about a quarter of the resistances 0. */
export function drawArray(seed: number, side: number): ArrayDraw {
  const u = draw(seed, 'array', 8);
  const upTo = (index: number): number => Math.ceil(u[index] * side);
  const resistance = (index: number, typical: number): number =>
    u[index] < 0.25 ? 0 : typical * (0.02 + 10 * u[index + 1] ** 3);
  const [rows, columns] = [upTo(0), upTo(1)];
  const cells = draw(seed, 'cells', rows * columns).map((value) => (value < 0.2 ? 0 : 2e-4 * (value - 0.19)));
  return {
    rows,
    columns,
    cells,
    wireResistance: resistance(2, 5),
    driverResistance: resistance(4, 200),
    senseResistance: resistance(6, 200),
  };
}

/** Drives of an array [V], of both signs. */
export const drawDrives = (seed: number, rows: number): Float64Array =>
  draw(seed, 'drives', rows).map((value) => 0.4 * (value - 0.5));

const side = (most: number) => fc.integer({ min: 1, max: most });
const ohm = (typical: number) => fc.double({ min: 0.02 * typical, max: 10 * typical, noNaN: true });

/** Generated arrays of at most `most` x `most` cells, a fifth of them open; `absent` where resistances may be 0. */
export const arrays = (
  most: number,
  absent: boolean,
): fc.Arbitrary<ArrayDraw & { readonly seed: number }> => {
  const maybe = (typical: number) => (absent ? fc.oneof(fc.constant(0), ohm(typical)) : ohm(typical));
  return fc
    .record({
      seed: fc.nat(),
      rows: side(most),
      columns: side(most),
      wireResistance: maybe(5),
      driverResistance: maybe(200),
      senseResistance: maybe(200),
    })
    .map((array) => ({
      ...array,
      cells: draw(array.seed, 'cells', array.rows * array.columns).map((value) =>
        value < 0.2 ? 0 : 2e-4 * (value - 0.19),
      ),
    }));
};

/** The same cases on every machine; many with KIRCHHOFF_FULL=1. */
export const always = (quick: number, full: number): fc.Parameters<unknown> => ({
  seed: 2026,
  numRuns: process.env.KIRCHHOFF_FULL === '1' ? full : quick,
});
