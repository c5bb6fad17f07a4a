import type { NumberArray } from './array.js';
import { bytesPerElement, elementCount } from './array.js';
import { decode } from './decode.js';
import type { ReadOptions } from './idx.js';
import type { NpyHeader } from './npy-header.js';
import { LONGEST_HEADER, npyHeader } from './npy-header.js';
import { fromFortranOrder } from './order.js';
import { DEFAULT_LIMIT, unpack } from './unpack.js';

const sizeOf = (header: NpyHeader, limit: number): number =>
  header.offset + elementCount(header.shape, header.type, limit) * bytesPerElement(header.type);

/** An NPY file, plain or gzip, in C order whatever its own; the length must be what the header says; throws FormatError. */
export function readNpy(bytes: Uint8Array, { limit = DEFAULT_LIMIT }: ReadOptions = {}): NumberArray {
  const content = unpack(bytes, {
    limit: limit + LONGEST_HEADER,
    headLength: LONGEST_HEADER,
    sizeOf: (head) => sizeOf(npyHeader(head), limit),
  });
  const { type, bigEndian, fortranOrder, shape, offset } = npyHeader(content);
  const data = decode(content, offset, { type, bigEndian, count: elementCount(shape, type, limit) });
  return { type, shape, data: fortranOrder ? fromFortranOrder(data, shape) : data };
}

/** The dimensions of an NPY file, from its first bytes alone. */
export function npyShape(bytes: Uint8Array): readonly number[] {
  return npyHeader(unpack(bytes, { only: LONGEST_HEADER })).shape;
}
