import { createHash } from 'node:crypto';
import { fillNormals, fold, key, normals } from '../src/index.js';
import { uniformOf } from '../src/uniform.js';
import { boxMuller } from '../src/normal.js';
import { normalCumulative } from './normalCumulative.js';

const COUNT = 100_000;
const stream = new Float32Array(COUNT);
normals(fold(key(1), 'test'), COUNT, stream);

function moment(values: Float32Array, order: number): number {
  return values.reduce((sum, z) => sum + z ** order, 0) / values.length;
}

function kolmogorov(values: Float32Array): number {
  const sorted = Float64Array.from(values).sort();
  return sorted.reduce((worst, z, i) => {
    const p = normalCumulative(z);
    return Math.max(worst, p - i / sorted.length, (i + 1) / sorted.length - p);
  }, 0);
}

describe('normals', () => {
  it('have the moments of a standard normal (limits: 4 standard errors)', () => {
    const error = (variance: number): number => 4 * Math.sqrt(variance / COUNT);
    expect(Math.abs(moment(stream, 1))).toBeLessThan(error(1));
    expect(Math.abs(moment(stream, 2) - 1)).toBeLessThan(error(2));
    expect(Math.abs(moment(stream, 3))).toBeLessThan(error(15));
    expect(Math.abs(moment(stream, 4) - 3)).toBeLessThan(error(96));
  });

  it('have a Kolmogorov-Smirnov distance below 0.007', () => {
    expect(kolmogorov(stream)).toBeLessThan(0.007);
  });

  it('are so across cells too, and neighbours are uncorrelated in every direction', () => {
    const rows = 400;
    const outputs = 250;
    const cells = new Float32Array(rows * outputs);
    const root = fold(key(2), 'cells');
    for (let row = 0; row < rows; row++)
      fillNormals(root, { row, firstOutput: 0, count: outputs }, cells, row * outputs);
    expect(kolmogorov(cells)).toBeLessThan(0.007);
    for (const lag of [1, 2, 3, 4, outputs, outputs + 1, 4 * outputs]) {
      let sum = 0;
      for (let i = 0; i + lag < cells.length; i++) sum += cells[i] * cells[i + lag];
      expect(Math.abs(sum / (cells.length - lag))).toBeLessThan(4 / Math.sqrt(cells.length - lag));
    }
  });

  it('reach beyond 6 sigma and are finite for every word', () => {
    const out = new Float32Array(4);
    boxMuller(Int32Array.of(0, 0, -1, 0), 4, out);
    expect(out[0]).toBeGreaterThan(6.7);
    expect(out[0]).toBeLessThan(6.8);
    expect(Math.abs(out[2])).toBe(0);
    expect(uniformOf(0)).toBe(2 ** -33);
    expect(uniformOf(0xffffffff)).toBe(1);
    expect(uniformOf(0x80000000)).toBe(0.5);
  });

  it('are pinned: the definition of docs/numerics.md, once and for all', () => {
    const hash = (values: Float32Array): string =>
      createHash('sha256').update(new Uint8Array(values.buffer)).digest('hex');
    expect(hash(stream)).toMatchInlineSnapshot(
      `"fdc345717c0db14c6f11c4c86b3e3476e39391efb17c3ca47f23a9bbfe734da7"`,
    );
    expect([...stream.subarray(0, 4)]).toMatchInlineSnapshot(`
     [
       1.1684794425964355,
       -0.6354330778121948,
       -0.40142491459846497,
       0.6047776341438293,
     ]
    `);
  });
});
