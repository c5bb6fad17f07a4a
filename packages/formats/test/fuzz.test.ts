import fc from 'fast-check';
import {
  csvHeadings,
  idxShape,
  npyShape,
  npzShapes,
  readCifar,
  readCsv,
  readIdx,
  readNpy,
  readNpz,
  writeNpz,
} from '../src/index.js';
import { failsCleanly, failureOf } from './failureOf.js';
import { cifar, gz, idx, npyOf, text } from './samples.js';

const limit = 1_000_000;
const readers: readonly (readonly [string, (bytes: Uint8Array) => unknown])[] = [
  ['readIdx', (bytes) => readIdx(bytes, { limit })],
  ['readCifar', (bytes) => readCifar(bytes, { limit })],
  ['readNpy', (bytes) => readNpy(bytes, { limit })],
  ['readNpz', (bytes) => readNpz(bytes, { limit })],
  ['readCsv', (bytes) => readCsv(bytes, { limit })],
  ['csvHeadings', csvHeadings],
  ['idxShape', idxShape],
  ['npyShape', npyShape],
  ['npzShapes', npzShapes],
];

const idxFile = idx(0x0c, [3, 2], new Uint8Array(24).fill(5));
const npyFile = npyOf('<f4', '(2, 3)', Float32Array.of(1, 2, 3, 4, 5, 6));
const arrays = [['first', { shape: [3], data: Float32Array.of(1, 2, 3) }]] as const;
const npzFile = writeNpz(arrays, { compress: true });
const storedFile = writeNpz(arrays);
const csvFile = text('a [S],b\n1,2\n3,"4"\n');
const files: readonly (readonly [string, Uint8Array])[] = [
  ['IDX', idxFile],
  ['gzip IDX', gz(idxFile)],
  ['NPY', npyFile],
  ['gzip NPY', gz(npyFile)],
  ['NPZ', npzFile],
  ['stored NPZ', storedFile],
  ['CSV', csvFile],
  ['gzip CSV', gz(csvFile)],
];

const starts = [
  [],
  [0, 0, 8, 3],
  [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3],
  [...npyFile.subarray(0, 10)],
  [...npzFile.subarray(0, 4)],
];
const anything = fc
  .tuple(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 400 }))
  .map(([start, rest]) => Uint8Array.from([...start, ...rest]));

describe.each(readers)('%s', (_name, read) => {
  it('fails cleanly on random bytes', () => {
    fc.assert(
      fc.property(anything, (bytes) => failsCleanly(() => read(bytes))),
      { numRuns: 300 },
    );
  });

  it.each(files)('fails cleanly on %s with any byte changed or cut', (_file, bytes) => {
    for (let at = 0; at < bytes.length; at++) {
      expect(failsCleanly(() => read(bytes.slice(0, at)))).toBe(true);
      for (const flip of [1, 0x80, 0xff]) {
        const changed = bytes.slice();
        changed[at] ^= flip;
        expect(failsCleanly(() => read(changed))).toBe(true);
      }
    }
  });
});

const ownReaders: readonly (readonly [string, Uint8Array, (bytes: Uint8Array) => unknown])[] = [
  ['IDX', idxFile, readIdx],
  ['gzip IDX', gz(idxFile), readIdx],
  ['NPY', npyFile, readNpy],
  ['gzip NPY', gz(npyFile), readNpy],
  ['NPZ', npzFile, readNpz],
  ['CIFAR', cifar(1), readCifar],
  ['gzip CIFAR', gz(cifar(1).fill(3)), readCifar],
];

it.each(ownReaders)('every truncation of %s is an error', (_name, bytes, read) => {
  const step = Math.ceil(bytes.length / 400);
  for (let length = 0; length < bytes.length; length += step)
    expect(failureOf(() => read(bytes.slice(0, length))).kind).toBeDefined();
});
