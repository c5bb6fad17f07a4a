import fc from 'fast-check';
import { fillNormals, fillUniforms, fold, key, normalAt, uniformAt } from '../src/index.js';

const root = fold(key(7), 'programming');

describe('row fillers', () => {
  it('equal their slow twins for any first output and count', () => {
    const plane = fc.record({
      row: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
      firstOutput: fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 2 ** 32 - 1000 })),
      count: fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 250, max: 530 })),
      group: fc.nat(3),
      polarity: fc.nat(1),
      slice: fc.nat(7),
      copy: fc.nat(3),
      attempt: fc.nat(3),
    });
    fc.assert(
      fc.property(plane, fc.nat(5), (cells, offset) => {
        const { firstOutput, count, ...rest } = cells;
        const out = new Float32Array(count + offset + 2).fill(99);
        const at = (i: number) => ({ ...rest, output: firstOutput + i });
        fillNormals(root, cells, out, offset);
        for (let i = 0; i < count; i++) expect(out[offset + i]).toBe(normalAt(root, at(i)));
        fillUniforms(root, cells, out, offset);
        for (let i = 0; i < count; i++) expect(out[offset + i]).toBe(uniformAt(root, at(i)));
        expect([...out.subarray(0, offset), ...out.subarray(offset + count)]).toEqual(
          new Array(offset + 2).fill(99),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('do not depend on what was filled before', () => {
    const cells = { row: 3, firstOutput: 1, count: 300 };
    const first = new Float32Array(300);
    const second = new Float32Array(300);
    fillNormals(root, cells, first);
    fillUniforms(key(1), { row: 1, firstOutput: 0, count: 77 }, second);
    fillNormals(root, cells, second);
    expect(second).toEqual(first);
  });

  it('refuse what does not fit', () => {
    const out = new Float32Array(8);
    expect(() => fillNormals(root, { row: 0, firstOutput: 0, count: 9 }, out)).toThrow(RangeError);
    expect(() => fillNormals(root, { row: 0, firstOutput: 0, count: 8 }, out, 1)).toThrow(RangeError);
    expect(() => fillNormals(root, { row: 0, firstOutput: 0, count: 2.5 }, out)).toThrow(RangeError);
    expect(() => fillNormals(root, { row: 0, firstOutput: 2 ** 32 - 4, count: 8 }, out)).toThrow(RangeError);
    expect(() => fillNormals(root, { row: -1, firstOutput: 0, count: 8 }, out)).toThrow(RangeError);
  });
});
