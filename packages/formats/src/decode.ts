import type { NumberType, NumberValues } from './array.js';
import { bytesPerElement } from './array.js';
import { FormatError } from './failure.js';

export interface Layout {
  readonly type: NumberType;
  readonly bigEndian: boolean;
  readonly count: number;
}

function swapped(bytes: Uint8Array, width: number): Uint8Array {
  for (let start = 0; start < bytes.length; start += width) bytes.subarray(start, start + width).reverse();
  return bytes;
}

function swap2(bytes: Uint8Array): Uint8Array {
  for (let i = 0; i < bytes.length; i += 2) {
    const kept = bytes[i];
    bytes[i] = bytes[i + 1];
    bytes[i + 1] = kept;
  }
  return bytes;
}

const swap = (bytes: Uint8Array, width: number): Uint8Array =>
  width === 2 ? swap2(bytes) : swapped(bytes, width);

function exact(values: BigInt64Array | BigUint64Array): Float64Array {
  const out = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = Number(values[i]);
    if (!Number.isSafeInteger(value))
      throw new FormatError(`Element ${i} is ${values[i]}; integers beyond ±2^53 cannot be read exactly.`, {
        kind: 'out_of_range',
        expected: 'integers within ±2^53',
        found: String(values[i]),
      });
    out[i] = value;
  }
  return out;
}

/** `count` numbers that start at `offset`; the caller has checked that the bytes are there. Single bytes are not copied. */
export function decode(bytes: Uint8Array, offset: number, { type, bigEndian, count }: Layout): NumberValues {
  const width = bytesPerElement(type);
  const part = bytes.subarray(offset, offset + count * width);
  if (type === 'u1' || type === 'b1') return new Uint8Array(part.buffer, part.byteOffset, count);
  if (type === 'i1') return new Int8Array(part.buffer, part.byteOffset, count);
  const own = new Uint8Array(part);
  const { buffer } = bigEndian ? swap(own, width) : own;
  switch (type) {
    case 'f4':
      return new Float32Array(buffer);
    case 'f8':
      return new Float64Array(buffer);
    case 'u2':
      return new Uint16Array(buffer);
    case 'i2':
      return new Int16Array(buffer);
    case 'u4':
      return new Uint32Array(buffer);
    case 'i4':
      return new Int32Array(buffer);
    case 'u8':
      return exact(new BigUint64Array(buffer));
    case 'i8':
      return exact(new BigInt64Array(buffer));
  }
}
