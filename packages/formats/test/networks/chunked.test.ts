import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { unfiltered } from '../../src/keras/filters.js';
import { chunksOf } from '../../src/keras/chunk-index.js';
import { readKeras } from '../../src/index.js';
import { failsCleanly, failureOf } from '../failureOf.js';

/** Written by chunked-h5.py. */
const bytes = readFileSync(join(import.meta.dirname, 'chunked.h5'));
const full = process.env['KIRCHHOFF_FULL'] !== undefined;

const counting = (...shape: readonly number[]): object => ({
  shape,
  data: Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => ((i * 7) % 17) / 8 - 1),
});

describe('arrays in chunks', () => {
  it('are read, whatever their filters, types and edges', () => {
    expect(readKeras(bytes).arrays).toEqual({
      'first.weights': counting(9, 10),
      'first.bias': counting(10),
      'second.weights': counting(10, 3),
      'second.bias': counting(3),
    });
  });

  it('fail cleanly with any byte changed', () => {
    const step = full ? 1 : Math.ceil(bytes.length / 120);
    for (let at = 0; at < bytes.length; at += step) {
      const changed = Uint8Array.from(bytes);
      changed[at]! ^= 0xff;
      expect(failsCleanly(() => readKeras(changed))).toBe(true);
    }
  });

  it('fail where a chunk under a checksum is changed', () => {
    const whole = Buffer.from(bytes);
    const tree = whole.indexOf(Uint8Array.of(0x54, 0x52, 0x45, 0x45, 1, 0));
    const chunk = Number(whole.readBigUInt64LE(tree + 24 + 8 + 24));
    const changed = Uint8Array.from(bytes);
    changed[chunk + 3]! ^= 1;
    expect(failureOf(() => readKeras(changed)).message).toBe(
      'The HDF5 file is damaged: the checksum of an array does not agree with it.',
    );
  });

  it('fail where the index of a chunk names another place twice, so that one is missing', () => {
    const changed = Buffer.from(bytes);
    const tree = changed.indexOf(Uint8Array.of(0x54, 0x52, 0x45, 0x45, 1, 0));
    changed.copy(changed, tree + 24 + 40 + 8, tree + 24 + 8, tree + 24 + 32);
    expect(failureOf(() => readKeras(changed)).message).toBe(
      'Array first/first/kernel:0 is damaged: 89 of its 90 chunks are there.',
    );
  });
});

describe('a chunk', () => {
  it('that unpacks to more than it may is not unpacked', () => {
    const packed = deflateSync(new Uint8Array(2 ** 20));
    expect(() => unfiltered(packed, [{ id: 1 }], 0, 4, 64)).toThrow(/larger than|Cannot create a Buffer/);
    expect(unfiltered(packed, [{ id: 1 }], 0, 4, 2 ** 20)).toHaveLength(2 ** 20);
  });

  it('skips the filters that its mask names', () => {
    const plain = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
    expect(unfiltered(plain, [{ id: 2 }, { id: 1 }], 0b11, 4, 8)).toEqual(plain);
    expect(unfiltered(plain, [{ id: 2 }, { id: 1 }], 0b10, 4, 8)).toEqual(
      Uint8Array.of(1, 3, 5, 7, 2, 4, 6, 8),
    );
  });
});

it('ends an index that goes in a circle', () => {
  const node = new DataView(new ArrayBuffer(64));
  node.setUint32(0, 0x45455254, true);
  node.setUint8(4, 1);
  node.setUint8(5, 1);
  node.setUint16(6, 1, true);
  expect(failureOf(() => chunksOf(node, 0, 1, 10)).message).toBe(
    'The HDF5 file is damaged: the index of an array goes in a circle.',
  );
});
