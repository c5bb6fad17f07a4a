import fc from 'fast-check';
import type { Cell } from '../src/index.js';
import { CELL_LIMITS, cellCounter } from '../src/index.js';

const upTo = (limit: number): fc.Arbitrary<number> =>
  fc.oneof(fc.integer({ min: 0, max: Math.min(limit - 1, 9) }), fc.integer({ min: 0, max: limit - 1 }));

const cell: fc.Arbitrary<Required<Cell>> = fc.record({
  row: upTo(CELL_LIMITS.row),
  output: upTo(CELL_LIMITS.output),
  group: upTo(CELL_LIMITS.group),
  polarity: upTo(CELL_LIMITS.polarity),
  slice: upTo(CELL_LIMITS.slice),
  copy: upTo(CELL_LIMITS.copy),
  attempt: upTo(CELL_LIMITS.attempt),
});

const address = (of: Cell): string => `${cellCounter(of).join(' ')} ${of.output & 3}`;

describe('cellCounter', () => {
  it('gives no two cells the same word', () => {
    fc.assert(
      fc.property(cell, cell, (a, b) => {
        const same = JSON.stringify(a) === JSON.stringify(b);
        expect(address(a) === address(b)).toBe(same);
      }),
      { numRuns: 2000 },
    );
  });

  it('separates neighbours in every coordinate', () => {
    fc.assert(
      fc.property(cell, fc.constantFrom(...names()), (a, name) => {
        const b = { ...a, [name]: (a[name] + 1) % CELL_LIMITS[name] };
        expect(address(a)).not.toBe(address(b));
      }),
    );
  });

  it('leaves the two top bits of the last word to streams and folds', () => {
    fc.assert(fc.property(cell, (a) => expect(cellCounter(a)[3]).toBeLessThan(2 ** 30)));
  });

  it('packs the largest cell as documented', () => {
    const largest = Object.fromEntries(names().map((name) => [name, CELL_LIMITS[name] - 1]));
    expect([...cellCounter(largest as unknown as Cell)]).toEqual([
      0x3fffffff, 0xffffffff, 0xffffffff, 0x01ffffff,
    ]);
  });

  it.each(names())('refuses a %s outside its limit', (name) => {
    for (const value of [-1, 0.5, NaN, CELL_LIMITS[name]])
      expect(() => cellCounter({ row: 0, output: 0, [name]: value })).toThrow(RangeError);
  });
});

function names(): (keyof typeof CELL_LIMITS)[] {
  return Object.keys(CELL_LIMITS) as (keyof typeof CELL_LIMITS)[];
}
