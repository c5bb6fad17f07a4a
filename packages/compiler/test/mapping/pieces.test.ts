import * as fc from 'fast-check';
import { cut } from '../../src/mapping/pieces.js';

describe('cut', () => {
  it.each([
    [784, 128, 'even', [112, 112, 112, 112, 112, 112, 112]],
    [784, 128, 'fill', [128, 128, 128, 128, 128, 128, 16]],
    [10, 4, 'even', [4, 3, 3]],
    [10, 4, 'fill', [4, 4, 2]],
    [8, 4, 'even', [4, 4]],
    [3, 4, 'fill', [3]],
    [5, 1, 'even', [1, 1, 1, 1, 1]],
  ] as const)('cuts %d into pieces of at most %d (%s)', (total, limit, partition, sizes) => {
    expect(cut(total, limit, partition).map(([, size]) => size)).toEqual(sizes);
  });

  it('covers everything once, in order, in as few pieces as there can be', () => {
    const size = fc.integer({ min: 1, max: 5000 });
    fc.assert(
      fc.property(
        size,
        size,
        fc.constantFrom('even' as const, 'fill' as const),
        (total, limit, partition) => {
          const pieces = cut(total, limit, partition);
          expect(pieces).toHaveLength(Math.ceil(total / limit));
          let next = 0;
          for (const [first, count] of pieces) {
            expect(first).toBe(next);
            next += count;
          }
          expect(next).toBe(total);
          const sizes = pieces.map(([, count]) => count);
          expect(Math.max(...sizes)).toBeLessThanOrEqual(limit);
          if (partition === 'even') expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
          else expect(sizes.slice(0, -1).every((count) => count === limit)).toBe(true);
          expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
        },
      ),
      { numRuns: 300 },
    );
  });
});
