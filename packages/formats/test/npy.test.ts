import fc from 'fast-check';
import { npyShape, readNpy, writeNpy } from '../src/index.js';
import { failureOf } from './failureOf.js';
import { bytes, gz, npy, npyOf } from './samples.js';

describe('readNpy', () => {
  it.each([
    ['<f4', Float32Array.of(1.5, -2), 'f4'],
    ['<f8', Float64Array.of(1.5, -2), 'f8'],
    ['|u1', Uint8Array.of(1, 255), 'u1'],
    ['|i1', Int8Array.of(1, -1), 'i1'],
    ['<u2', Uint16Array.of(1, 65535), 'u2'],
    ['<i2', Int16Array.of(1, -1), 'i2'],
    ['<u4', Uint32Array.of(1, 4294967295), 'u4'],
    ['<i4', Int32Array.of(1, -1), 'i4'],
    ['|b1', Uint8Array.of(1, 0), 'b1'],
  ])('reads %s', (descr, values, type) => {
    const array = readNpy(npyOf(descr, '(2,)', values));
    expect(array).toMatchObject({ shape: [2], type });
    expect([...array.data]).toEqual([...values]);
  });

  it('reads 64-bit integers as float64', () => {
    const array = readNpy(npyOf('<i8', '(2,)', BigInt64Array.of(-5n, 9007199254740991n)));
    expect([...array.data]).toEqual([-5, 9007199254740991]);
    const failure = failureOf(() => readNpy(npyOf('<u8', '(1,)', BigUint64Array.of(1n << 60n))));
    expect(failure.kind).toBe('out_of_range');
  });

  it('reads big endian', () => {
    expect([...readNpy(npyOf('>f4', '(1,)', bytes(0x3f, 0x80, 0, 0))).data]).toEqual([1]);
    expect([...readNpy(npyOf('>i2', '(1,)', bytes(1, 0))).data]).toEqual([256]);
  });

  it('puts Fortran order into C order', () => {
    const values = Float32Array.of(1, 4, 2, 5, 3, 6);
    expect([...readNpy(npyOf('<f4', '(2, 3)', values, 'True')).data]).toEqual([1, 2, 3, 4, 5, 6]);
    const cube = Uint8Array.of(0, 4, 2, 6, 1, 5, 3, 7);
    expect([...readNpy(npyOf('|u1', '(2, 2, 2)', cube, 'True')).data]).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('leaves a Node buffer as it is', () => {
    const buffer = Buffer.from(npyOf('|u1', '(2, 2)', Uint8Array.of(1, 3, 2, 4), 'True'));
    const before = Buffer.from(buffer);
    const { data } = readNpy(buffer);
    expect(data.constructor.name).toBe('Uint8Array');
    expect([...data]).toEqual([1, 2, 3, 4]);
    expect(buffer).toEqual(before);
  });

  it('reads versions 2 and 3, a single number, and no numbers', () => {
    const header = "{'descr': '<f4', 'fortran_order': False, 'shape': (), }\n";
    const one = new Uint8Array(Float32Array.of(7).buffer);
    for (const version of [2, 3]) expect(readNpy(npy(header, one, version))).toMatchObject({ shape: [] });
    expect(readNpy(npyOf('<f4', '(0, 3)', bytes())).data).toHaveLength(0);
    expect(npyShape(gz(npyOf('<f4', '(2L, 0)', bytes())))).toEqual([2, 0]);
  });

  it.each([
    ['an empty file', bytes(), 'truncated'],
    ['another magic', bytes(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x5a, 1, 0, 0, 0, 0, 0), 'bad_magic'],
    ['version 9', npy('{}', bytes(), 9), 'unsupported'],
    ['half floats', npyOf('<f2', '(1,)', bytes(0, 0)), 'unsupported'],
    ['objects', npyOf('|O', '(1,)', bytes(0)), 'unsupported'],
    [
      'records',
      npy("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }", bytes()),
      'unsupported',
    ],
    ['a negative size', npyOf('<f4', '(-1,)', bytes()), 'bad_header'],
    ['no dictionary', npy('import os', bytes()), 'bad_header'],
    ['deep brackets', npy('('.repeat(1000), bytes()), 'bad_header'],
    ['a header of 4 GB', npy('{}', bytes(), 2).fill(255, 8, 12), 'bad_header'],
    ['too few values', npyOf('<f4', '(3,)', bytes(1, 2, 3, 4)), 'truncated'],
    ['too many values', npyOf('|u1', '(3,)', bytes(1, 2, 3, 4)), 'oversize'],
    ['an absurd shape', npyOf('<f8', '(99999999, 99999999)', bytes(1)), 'oversize'],
  ])('reports %s', (_name, file, kind) => {
    expect(failureOf(() => readNpy(file)).kind).toBe(kind);
  });
});

describe('writeNpy', () => {
  it('round-trips every class of values', () => {
    const classes = [
      Float32Array,
      Float64Array,
      Uint8Array,
      Int8Array,
      Uint16Array,
      Int16Array,
      Uint32Array,
      Int32Array,
    ];
    for (const Values of classes) {
      const data = Values.of(1, 2, 3, 4, 5, 6);
      const back = readNpy(writeNpy({ shape: [2, 3], data }));
      expect(back.shape).toEqual([2, 3]);
      expect([...back.data]).toEqual([...data]);
    }
    expect([...readNpy(writeNpy({ shape: [1], data: BigInt64Array.of(-9n) })).data]).toEqual([-9]);
  });

  it('keeps every float32 and any shape', () => {
    const shapes = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 });
    fc.assert(
      fc.property(shapes, fc.integer(), (shape, seed) => {
        const count = shape.reduce((a, b) => a * b, 1);
        const data = Float32Array.from({ length: count }, (_, i) => (seed + i) / 7);
        const file = writeNpy({ shape, data });
        expect((file.length - data.byteLength) % 64).toBe(0);
        expect(readNpy(file)).toEqual({ shape, type: 'f4', data });
      }),
    );
  });

  it('refuses a shape that does not fit', () => {
    expect(() => writeNpy({ shape: [2], data: Float32Array.of(1) })).toThrow(RangeError);
  });
});
