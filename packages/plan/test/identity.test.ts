import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { canonicalJson, hashOf, identify } from '../src/identity.js';
import { planHash, writePlan } from '../src/read.js';
import { smallPlan, withValue } from './fixture.js';

/** The same document with the keys of every object in the other order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, reversed(item)]),
  );
}

function keysSorted(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(keysSorted);
  if (typeof value !== 'object' || value === null) return true;
  const keys = Object.keys(value);
  return keys.every((key, at) => at === 0 || keys[at - 1]! < key) && Object.values(value).every(keysSorted);
}

/** Paths to every number, text, truth and null of a document. */
function leaves(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (Array.isArray(value)) return value.flatMap((item, at) => leaves(item, [...path, at]));
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, item]) => leaves(item, [...path, key]));
}

const at = (document: unknown, path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>((inner, key) => (inner as Record<string | number, unknown>)[key], document);

describe('canonical JSON', () => {
  it.each([
    [{ b: 1, a: [true, null, 'x"'] }, '{"a":[true,null,"x\\""],"b":1}'],
    [{ a: undefined, b: { d: 1e-7, c: -0 } }, '{"b":{"c":0,"d":1e-7}}'],
    [{ B: 1, a: 2, A: 3, _: 4, 10: 5, 9: 6 }, '{"10":5,"9":6,"A":3,"B":1,"_":4,"a":2}'],
    [[1.5, 1e21, 0.1], '[1.5,1e+21,0.1]'],
  ])('of %j is %s', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  it.each([NaN, Infinity, -Infinity])('refuses %d, which JSON cannot hold', (value) => {
    expect(() => canonicalJson({ a: [value] })).toThrow(RangeError);
  });

  it('refuses what is no data', () => {
    expect(() => canonicalJson({ a: () => 1 })).toThrow(TypeError);
    expect(() => canonicalJson([10n])).toThrow(TypeError);
    expect(() => canonicalJson([undefined])).toThrow(TypeError);
  });

  it('holds any JSON value, whatever the order of its keys', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        const plain = JSON.parse(JSON.stringify(value)) as unknown;
        expect(JSON.parse(text)).toEqual(plain);
        expect(canonicalJson(reversed(value))).toBe(text);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the hash of a plan', () => {
  const plan = smallPlan();

  it('is the SHA-256 of its canonical text', () => {
    const digest = createHash('sha256').update(canonicalJson(plan)).digest('hex');
    expect(planHash(plan)).toBe(digest);
    expect(hashOf({})).toBe('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a');
    expect(identify(plan)).toBe(digest.slice(0, 16));
  });

  it('is the same for the same plan, however it came about', () => {
    expect(planHash(smallPlan())).toBe(planHash(plan));
    expect(planHash(reversed(plan) as typeof plan)).toBe(planHash(plan));
    expect(planHash(JSON.parse(writePlan(plan)) as typeof plan)).toBe(planHash(plan));
  });

  it('is another after any change of any value', () => {
    const hashes = new Set([planHash(plan)]);
    const paths = leaves(plan);
    for (const path of paths) {
      const value = at(plan, path);
      const other = typeof value === 'number' ? value + 1 : typeof value === 'string' ? `${value}.` : 'other';
      hashes.add(planHash(withValue(plan, path, other) as typeof plan));
    }
    expect(paths.length).toBeGreaterThan(90);
    expect(hashes.size).toBe(paths.length + 1);
  });
});

describe('the text of a plan', () => {
  it('is one line with sorted keys and a line end', () => {
    const text = writePlan(smallPlan());
    expect(text).toMatch(/^\{[^\n]*\}\n$/);
    expect(keysSorted(JSON.parse(text))).toBe(true);
    expect(writePlan(reversed(smallPlan()) as ReturnType<typeof smallPlan>)).toBe(text);
  });
});
