import type { NumberArray, NumberType } from './array.js';
import { bytesPerElement, elementCount } from './array.js';
import { decode } from './decode.js';
import { FormatError, truncated } from './failure.js';
import { DEFAULT_LIMIT, unpack } from './unpack.js';

const TYPES: Readonly<Record<number, NumberType>> = {
  0x08: 'u1',
  0x09: 'i1',
  0x0b: 'i2',
  0x0c: 'i4',
  0x0d: 'f4',
  0x0e: 'f8',
};

const LONGEST_HEADER = 4 + 4 * 255;

interface Header {
  readonly type: NumberType;
  readonly shape: readonly number[];
  readonly offset: number;
}

const hex = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');

function headerOf(head: Uint8Array): Header {
  if (head.length < 4) throw truncated(4, head.length);
  const type = TYPES[head[2]];
  if (head[0] !== 0 || head[1] !== 0 || type === undefined) throw badMagic(head);
  const offset = 4 + 4 * head[3];
  if (head.length < offset) throw truncated(offset, head.length);
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const shape = Array.from({ length: head[3] }, (_, i) => view.getUint32(4 + 4 * i));
  return { type, shape, offset };
}

function badMagic(head: Uint8Array): FormatError {
  const found = hex(head.subarray(0, 4));
  return new FormatError(
    `This is no IDX file: it begins with ${found}, not with 00 00, one of the types 08 09 0b 0c 0d 0e, and the number of dimensions.`,
    { kind: 'bad_magic', expected: '00 00 (08|09|0b|0c|0d|0e) dimensions', found, at: { byte: 0 } },
  );
}

export interface ReadOptions {
  /** Most bytes of content [512 MiB]. */
  readonly limit?: number;
}

/**
 * An IDX file (MNIST's format), plain or gzip, of any of its six element types. The length must be exactly what the
 * header announces; throws FormatError.
 */
export function readIdx(bytes: Uint8Array, { limit = DEFAULT_LIMIT }: ReadOptions = {}): NumberArray {
  const sizeOf = (head: Uint8Array): number => {
    const { type, shape, offset } = headerOf(head);
    return offset + elementCount(shape, type, limit) * bytesPerElement(type);
  };
  const content = unpack(bytes, { limit: limit + LONGEST_HEADER, sizeOf, headLength: LONGEST_HEADER });
  const { type, shape, offset } = headerOf(content.subarray(0, LONGEST_HEADER));
  const count = elementCount(shape, type, limit);
  return { type, shape, data: decode(content, offset, { type, bigEndian: true, count }) };
}

/** The dimensions of an IDX file, from its first bytes alone. */
export function idxShape(bytes: Uint8Array): readonly number[] {
  return headerOf(unpack(bytes, { only: LONGEST_HEADER })).shape;
}
