import type { Dataset } from 'jsfive';
import { decode } from '../decode.js';
import { corrupt, excerpt, truncated, unsupported } from '../failure.js';
import { half } from '../half.js';
import { valuesOf } from '../network/limits.js';
import { chunkedBytes } from './chunked.js';

/** Values of 2, 4 or 8 bytes. */
function decoded(bytes: Uint8Array, width: number, bigEndian: boolean): Float32Array {
  const type = width === 2 ? 'u2' : width === 4 ? 'f4' : 'f8';
  const numbers = decode(bytes, 0, { type, bigEndian, count: bytes.length / width });
  return Float32Array.from(numbers, width === 2 ? half : undefined);
}

/** The numbers of an array of floats, whole or in chunks, in C order. Throws FormatError. */
export function storedFloats(data: Dataset, file: ArrayBuffer, name: string): Float32Array {
  const { dtype } = data;
  const match = typeof dtype === 'string' ? /^([<>|=]?)f([248])$/.exec(dtype) : null;
  if (match === null)
    throw unsupported(`weights ${excerpt(name)} of type ${excerpt(String(dtype))}`, 'floats');
  const width = Number(match[2]);
  const count = valuesOf(data.shape, `weights ${excerpt(name)}`);
  if (data._dataobjects.chunks !== null)
    return decoded(chunkedBytes(data, file, name, width), width, match[1] === '>');
  if (count * width > file.byteLength) throw truncated(count * width, file.byteLength);
  const values = data.value;
  if (values.length !== count) throw corrupt(`Array ${excerpt(name)}`, `it holds ${values.length} values`);
  return Float32Array.from(values);
}
