import { idxShape, readIdx } from '../src/index.js';
import { failureOf } from './failureOf.js';
import { bytes, gz, idx } from './samples.js';

const images = idx(0x08, [2, 2, 3], bytes(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 255));

describe('readIdx', () => {
  it.each([
    ['plain', images],
    ['gzip', gz(images)],
  ])('reads %s unsigned bytes', (_name, file) => {
    const { shape, type, data } = readIdx(file);
    expect(shape).toEqual([2, 2, 3]);
    expect(type).toBe('u1');
    expect([...data]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 255]);
    expect(idxShape(file)).toEqual([2, 2, 3]);
  });

  it.each([
    [0x09, bytes(255, 2), [-1, 2]],
    [0x0b, bytes(255, 254, 1, 0), [-2, 256]],
    [0x0c, bytes(0, 0, 1, 2, 255, 255, 255, 255), [258, -1]],
    [0x0d, bytes(0x3f, 0x80, 0, 0, 0xc0, 0, 0, 0), [1, -2]],
    [0x0e, bytes(0x3f, 0xf0, 0, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0), [1, -2]],
  ])('reads big-endian elements of type %d', (type, values, expected) => {
    expect([...readIdx(idx(type, [2], values)).data]).toEqual(expected);
  });

  it('reads elements that do not lie on their own boundary', () => {
    const whole = new Uint8Array(17);
    whole.set(idx(0x0d, [1], bytes(0x3f, 0x80, 0, 0)), 1);
    expect([...readIdx(whole.subarray(1, 13)).data]).toEqual([1]);
  });

  it.each([
    ['an empty file', bytes(), 'truncated'],
    ['a wrong magic', bytes(1, 0, 8, 1, 0, 0, 0, 0), 'bad_magic'],
    ['an unknown type', bytes(0, 0, 7, 1, 0, 0, 0, 0), 'bad_magic'],
    ['a header that stops', bytes(0, 0, 8, 3, 0, 0), 'truncated'],
    ['a truncated body', images.subarray(0, 20), 'truncated'],
    ['a body that goes on', idx(0x08, [1], bytes(1, 2)), 'oversize'],
    ['too many dimensions', idx(0x08, Array(40).fill(1), bytes(1)), 'bad_shape'],
    ['an absurd size', idx(0x0e, [4294967295, 4294967295, 4294967295], bytes(1)), 'oversize'],
    ['a truncated body in gzip', gz(images.subarray(0, 20)), 'truncated'],
    ['a body that goes on in gzip', gz(idx(0x08, [1], bytes(1, 2))), 'oversize'],
    ['a cut gzip file', gz(images).subarray(0, 25), 'truncated'],
  ])('reports %s', (_name, file, kind) => {
    expect(failureOf(() => readIdx(file)).kind).toBe(kind);
  });

  it('says how much is missing', () => {
    const failure = failureOf(() => readIdx(images.subarray(0, 20)));
    expect(failure.message).toBe('The file ends after 20 bytes where 28 bytes are expected.');
    expect(failure).toMatchObject({ expected: '28 bytes', found: '20 bytes', at: { byte: 20 } });
  });
});
