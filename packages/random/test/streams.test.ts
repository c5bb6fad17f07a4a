import fc from 'fast-check';
import { fold, integersBelow, key, normals, permutation, uniformAt, uniforms } from '../src/index.js';

const root = fold(key(3), 'stream');

describe('streams', () => {
  it('are prefixes of themselves', () => {
    const long = new Float32Array(1000);
    normals(root, 1000, long);
    for (const count of [0, 1, 3, 255, 257]) {
      const short = new Float32Array(count);
      normals(root, count, short);
      expect(short).toEqual(long.subarray(0, count));
    }
  });

  it('uniforms lie in (0, 1] with mean and variance of a uniform', () => {
    const out = new Float32Array(100_000);
    uniforms(root, out.length, out);
    const mean = out.reduce((sum, u) => sum + u, 0) / out.length;
    const square = out.reduce((sum, u) => sum + u * u, 0) / out.length;
    expect(Math.min(...out.subarray(0, 50_000), ...out.subarray(50_000))).toBeGreaterThan(0);
    expect(out.every((u) => u <= 1)).toBe(true);
    expect(Math.abs(mean - 1 / 2)).toBeLessThan(0.004);
    expect(Math.abs(square - 1 / 3)).toBeLessThan(0.004);
  });

  it('share no word with the cells of the same key', () => {
    const out = new Float32Array(64);
    uniforms(root, 64, out);
    const cells = new Set(Array.from(out, (_, output) => uniformAt(root, { row: 0, output })));
    expect(out.some((u) => cells.has(u))).toBe(false);
  });
});

describe('integersBelow', () => {
  it('stays below the bound', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 32 }), fc.maxSafeInteger(), (bound, seed) => {
        const out = new Uint32Array(50);
        integersBelow(key(seed), bound, 50, out);
        expect(out.every((value) => value < bound)).toBe(true);
      }),
    );
  });

  it('is unbiased (chi-squared of 7 and of the worst bound, three halves of 2^31)', () => {
    const out = new Uint32Array(70_000);
    integersBelow(root, 7, out.length, out);
    const counts = new Array<number>(7).fill(0);
    out.forEach((value) => counts[value]++);
    const chi = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
    expect(chi).toBeLessThan(22.5);
    integersBelow(root, 3 * 2 ** 30, out.length, out);
    const lowThird = out.filter((value) => value < 2 ** 30).length / out.length;
    expect(Math.abs(lowThird - 1 / 3)).toBeLessThan(0.008);
  });

  it('refuses a bound of 0 and a short array', () => {
    expect(() => integersBelow(root, 0, 1, new Uint32Array(1))).toThrow(RangeError);
    expect(() => integersBelow(root, 2 ** 32 + 1, 1, new Uint32Array(1))).toThrow(RangeError);
    expect(() => integersBelow(root, 5, 2, new Uint32Array(1))).toThrow(RangeError);
  });
});

describe('permutation', () => {
  it('is a permutation', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.maxSafeInteger(), (n, seed) => {
        expect([...permutation(key(seed), n)].sort((a, b) => a - b)).toEqual([...Array(n).keys()]);
      }),
    );
  });

  it('gives every order of three equally often', () => {
    const counts = new Map<string, number>();
    for (let i = 0; i < 6000; i++) {
      const order = permutation(fold(root, i), 3).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    const chi = [...counts.values()].reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    expect(chi).toBeLessThan(20.5);
  });

  it('is pinned', () => {
    expect(permutation(key(1), 10).join(' ')).toMatchInlineSnapshot(`"6 9 1 0 7 4 5 2 8 3"`);
  });
});
