import type { NumberType } from './array.js';
import { excerpt, FormatError, truncated, unsupported } from './failure.js';
import { literalOf } from './literal.js';

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
const LONGEST_TEXT = 65536;

/** Enough bytes for any header that can be read. */
export const LONGEST_HEADER = 12 + LONGEST_TEXT;

export interface NpyHeader {
  readonly type: NumberType;
  readonly bigEndian: boolean;
  readonly fortranOrder: boolean;
  readonly shape: readonly number[];
  /** First byte of the values. */
  readonly offset: number;
}

function badHeader(detail: string, found: string): FormatError {
  return new FormatError(`The NPY header cannot be read: ${detail}.`, {
    kind: 'bad_header',
    expected: "{'descr': …, 'fortran_order': …, 'shape': …}",
    found: excerpt(found),
  });
}

function checkMagic(bytes: Uint8Array): void {
  const found = bytes.subarray(0, MAGIC.length);
  if (MAGIC.every((byte, i) => found[i] === byte)) return;
  if (found.length < MAGIC.length && found.every((byte, i) => byte === MAGIC[i]))
    throw truncated(10, bytes.length);
  throw new FormatError('This is no NPY file: it does not begin with 93 and NUMPY.', {
    kind: 'bad_magic',
    expected: '\\x93NUMPY',
    found: excerpt(String.fromCharCode(...found)),
    at: { byte: 0 },
  });
}

function typeOf(descr: unknown): { readonly type: NumberType; readonly bigEndian: boolean } {
  const match = typeof descr === 'string' ? /^([<>|=]?)([fuib])([1248])$/.exec(descr) : null;
  const name = match ? `${match[2]}${match[3]}` : '';
  if (!match || !/^(f[48]|[ui][1248]|b1)$/.test(name))
    throw unsupported(
      typeof descr === 'string' ? `elements of type '${excerpt(descr)}'` : 'records of several fields',
      'f4, f8, b1, u1 to u8 and i1 to i8 of either byte order',
    );
  return { type: name as NumberType, bigEndian: match[1] === '>' };
}

function shapeOf(value: unknown, text: string): readonly number[] {
  if (!Array.isArray(value) || !value.every((item) => Number.isSafeInteger(item) && item >= 0))
    throw badHeader('its shape is not a list of sizes', text);
  return value as number[];
}

/** The header of an NPY file of version 1, 2 or 3; throws FormatError. */
export function npyHeader(bytes: Uint8Array): NpyHeader {
  checkMagic(bytes);
  if (bytes.length < 12) throw truncated(12, bytes.length);
  const major = bytes[6];
  if (major < 1 || major > 3) throw unsupported(`NPY version ${major}.${bytes[7]}`, 'versions 1 to 3');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = major === 1 ? 10 : 12;
  const length = major === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (length > LONGEST_TEXT) throw badHeader(`its length is given as ${length} bytes`, String(length));
  const offset = start + length;
  if (bytes.length < offset) throw truncated(offset, bytes.length);
  return { ...fieldsOf(new TextDecoder('latin1').decode(bytes.subarray(start, offset))), offset };
}

function fieldsOf(text: string): Omit<NpyHeader, 'offset'> {
  const fields = literalOf(text);
  if (!(fields instanceof Map)) throw badHeader('it is no dictionary', text);
  const order = fields.get('fortran_order');
  if (typeof order !== 'boolean') throw badHeader('fortran_order is neither True nor False', text);
  const shape = shapeOf(fields.get('shape'), text);
  return { ...typeOf(fields.get('descr')), fortranOrder: order, shape };
}
