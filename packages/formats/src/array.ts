import { bytesText, FormatError, oversize, wholeText } from './failure.js';

/** Element types by their NPY names: f float, u unsigned, i signed, b boolean, and the bytes of one element. */
export type NumberType = 'f4' | 'f8' | 'u1' | 'i1' | 'u2' | 'i2' | 'u4' | 'i4' | 'u8' | 'i8' | 'b1';

export type NumberValues =
  Float32Array | Float64Array | Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array;

/** Numbers in C order [shape]; 64-bit integers come as float64 (exact below 2⁵³), booleans as 0 and 1. */
export interface NumberArray {
  readonly shape: readonly number[];
  /** Type in the file. */
  readonly type: NumberType;
  readonly data: NumberValues;
}

const MOST_DIMENSIONS = 32;

export const bytesPerElement = (type: NumberType): number => Number(type[1]);

export const shapeText = (shape: readonly number[]): string =>
  shape.length ? shape.join(' × ') : 'a single number';

/** Product of the dimensions; fails before it, times the element's size, exceeds `limit` bytes. */
export function elementCount(shape: readonly number[], type: NumberType, limit: number): number {
  if (shape.length > MOST_DIMENSIONS)
    throw new FormatError(
      `The array has ${shape.length} dimensions; at most ${MOST_DIMENSIONS} can be read.`,
      {
        kind: 'bad_shape',
        expected: `at most ${MOST_DIMENSIONS} dimensions`,
        found: wholeText(shape.length),
      },
    );
  if (shape.includes(0)) return 0;
  const most = limit / bytesPerElement(type);
  const count = shape.reduce((product, dimension) => product * dimension, 1);
  if (count > most)
    throw oversize(limit, `${shapeText(shape)} elements of ${bytesText(bytesPerElement(type))}`, 'The array');
  return count;
}
