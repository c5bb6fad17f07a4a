import fc from 'fast-check';
import { fold, key, keyWords } from '../src/index.js';

const label = fc.oneof(fc.string({ maxLength: 20 }), fc.maxSafeInteger());
const name = (of: ReturnType<typeof key>): string => keyWords(of).join(' ');

describe('key', () => {
  it('uses both halves of a seed', () => {
    expect([...keyWords(key(5 * 2 ** 32 + 7))]).toEqual([7, 5, 0, 0]);
    expect([...keyWords(key(-1))]).toEqual([0xffffffff, 0xffffffff, 0, 0]);
    expect([...keyWords(key(-0))]).toEqual([0, 0, 0, 0]);
  });

  it.each([0.5, NaN, Infinity, 2 ** 53])('refuses the seed %p', (seed) => {
    expect(() => key(seed)).toThrow(RangeError);
    expect(() => fold(key(1), seed)).toThrow(RangeError);
  });

  it('refuses a label too long for its length to be part of the counter', () => {
    expect(() => fold(key(1), 'x'.repeat(65536))).toThrow(RangeError);
    expect(keyWords(fold(key(1), 'x'.repeat(65535)))).toHaveLength(4);
  });
});

describe('fold', () => {
  it('is pinned', () => {
    expect(name(fold(fold(fold(key(42), 17), 3), 'programming'))).toMatchInlineSnapshot(
      `"2351941217 878051503 474244372 1138519094"`,
    );
    expect(name(fold(key(0), ''))).toMatchInlineSnapshot(`"2551925687 982794886 3945614126 605521386"`);
  });

  it('is a pure function', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), label, (seed, by) => {
        expect(fold(key(seed), by)).toEqual(fold(key(seed), by));
      }),
    );
  });

  it('gives different keys for different labels, seeds and orders', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), label, label, (seed, a, b) => {
        fc.pre(!Object.is(a, b) && !(a === 0 && b === 0));
        const root = key(seed);
        expect(name(fold(root, a))).not.toBe(name(fold(root, b)));
        expect(name(fold(fold(root, a), b))).not.toBe(name(fold(fold(root, b), a)));
        expect(name(fold(root, a))).not.toBe(name(root));
      }),
    );
  });

  it('separates an integer from its digits and a label from its padded twin', () => {
    const root = key(1);
    const names = [1, '1', '1\0', '', '\0', 0, 'abcdef', 'abcdef\0', 2 ** 32, 2 ** 32 + 1].map((by) =>
      name(fold(root, by)),
    );
    expect(new Set(names).size).toBe(names.length);
  });
});
