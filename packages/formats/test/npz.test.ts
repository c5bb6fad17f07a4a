import { zipSync } from 'fflate';
import { npzShapes, readNpz, writeNpy, writeNpz } from '../src/index.js';
import { failureOf } from './failureOf.js';
import { bytes, text } from './samples.js';

const weights = { shape: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6) };
const labels = { shape: [2], data: Uint8Array.of(7, 9) };
const archive = (compress: boolean): Uint8Array =>
  writeNpz(
    [
      ['dense.weights', weights],
      ['labels', labels],
    ],
    { compress },
  );

describe('NPZ', () => {
  it.each([false, true])('round-trips, compressed: %s', (compress) => {
    const arrays = readNpz(archive(compress));
    expect([...arrays.keys()]).toEqual(['dense.weights', 'labels']);
    expect(arrays.get('dense.weights')).toEqual({ ...weights, type: 'f4' });
    expect(npzShapes(archive(compress)).get('labels')).toEqual([2]);
  });

  it('has bytes that depend on the arrays alone', () => {
    expect(archive(true)).toEqual(archive(true));
    expect(archive(false)[10]).toBe(0);
  });

  it('reads chosen keys and names those present', () => {
    expect(readNpz(archive(true), { keys: ['labels'] }).size).toBe(1);
    const failure = failureOf(() => readNpz(archive(true), { keys: ['W1'] }));
    expect(failure.kind).toBe('missing_key');
    expect(failure.message).toBe('The archive has no array "W1"; it holds dense.weights, labels.');
  });

  it('bounds all entries together', () => {
    const big = writeNpz([['zeros', { shape: [4000000], data: new Float32Array(4000000) }]], {
      compress: true,
    });
    expect(big.length).toBeLessThan(100_000);
    expect(failureOf(() => readNpz(big, { limit: 1_000_000 })).kind).toBe('oversize');
    expect(npzShapes(big).get('zeros')).toEqual([4000000]);
  });

  it('stops an entry that is longer than it announces', () => {
    const lying = zipSync({ 'a.npy': new Uint8Array(5_000_000) });
    const central = lying.length - 22 - 46 - 5;
    new DataView(lying.buffer, lying.byteOffset).setUint32(central + 24, 100, true);
    expect(failureOf(() => readNpz(lying)).kind).toBe('oversize');
  });

  it.each(['', '../evil', '/root', 'a//b', 'a\\b', '__proto__', 'a\n', 'x'.repeat(300)])(
    'refuses the key %j',
    (key) => {
      expect(failureOf(() => writeNpz([[key, labels]])).kind).toBe('bad_header');
      if (key !== '__proto__')
        expect(failureOf(() => readNpz(zipSync({ [`${key}.npy`]: writeNpy(labels) }))).kind).toBe(
          'bad_header',
        );
    },
  );

  it('ignores entries that are no arrays and says which array is broken', () => {
    const file = zipSync({ 'readme.txt': text('hello'), 'a.npy': writeNpy(labels), 'b.npy': bytes(1, 2, 3) });
    const failure = failureOf(() => readNpz(file));
    expect(failure.message).toMatch(/^Array "b": This is no NPY file/);
    expect(failure.at?.entry).toBe('b');
    expect(readNpz(file, { keys: ['a'] }).size).toBe(1);
  });

  it('notices a flipped bit by the checksum', () => {
    const file = archive(false);
    file[30 + 'dense.weights.npy'.length + 130] ^= 4;
    expect(failureOf(() => readNpz(file)).message).toContain('checksum');
  });

  it.each([
    ['an empty file', bytes(), 'truncated'],
    ['text', text('this is certainly no archive'), 'bad_magic'],
    ['an archive without its end', archive(true).subarray(0, 200), 'truncated'],
  ])('reports %s', (_name, file, kind) => {
    expect(failureOf(() => readNpz(file)).kind).toBe(kind);
  });
});
