import { inflateSync } from 'node:zlib';
import { corrupt, excerpt, unsupported } from '../failure.js';

/** One step of how the chunks of an array are packed. */
export interface Filter {
  /** HDF5's number of it. */
  readonly id: number;
}

const DEFLATE = 1;
const SHUFFLE = 2;
const FLETCHER32 = 3;
const CHECKSUM = 4;

const names: Readonly<Record<number, string>> = { 4: 'szip', 5: 'nbit', 6: 'scaleoffset', 32000: 'lzf' };

/** Fails for filters that cannot be undone, by name. */
export function checkFilters(filters: readonly Filter[], array: string): void {
  const odd = filters.find(({ id }) => ![DEFLATE, SHUFFLE, FLETCHER32].includes(id));
  if (odd !== undefined)
    throw unsupported(
      `weights ${excerpt(array)} packed with ${names[odd.id] ?? `filter ${odd.id}`}`,
      'gzip, shuffle and fletcher32',
    );
}

/** True where chunks may be smaller in the file than unpacked. */
export const isCompressed = (filters: readonly Filter[]): boolean => filters.some(({ id }) => id === DEFLATE);

/** Bytes 0 of all values, then bytes 1, … put back into values of `width` bytes; a rest that fills no value stays at the end. */
function unshuffled(bytes: Uint8Array, width: number): Uint8Array {
  const count = Math.floor(bytes.length / width);
  const out = bytes.slice();
  for (let byte = 0; byte < width; byte++)
    for (let i = 0; i < count; i++) out[i * width + byte] = bytes[byte * count + i];
  return out;
}

/** HDF5's Fletcher-32 over 16-bit words in the order high byte, low byte; an odd last byte is a high one. */
function fletcher32(bytes: Uint8Array): number {
  let [first, second] = [0, 0];
  for (let at = 0; at < bytes.length; at += 2) {
    first = (first + bytes[at] * 256 + (at + 1 < bytes.length ? bytes[at + 1] : 0)) % 65535;
    second = (second + first) % 65535;
  }
  return second * 65536 + first;
}

function checked(bytes: Uint8Array): Uint8Array {
  const content = bytes.subarray(0, Math.max(0, bytes.length - CHECKSUM));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sound = bytes.length > CHECKSUM && view.getUint32(content.length, true) === fletcher32(content);
  if (!sound) throw corrupt('The HDF5 file', 'the checksum of an array does not agree with it');
  return content;
}

/** A chunk of values of `width` bytes as it was before packing: the filters undone from the last to the first, never more than `most` bytes. */
export function unfiltered(
  bytes: Uint8Array,
  filters: readonly Filter[],
  skipped: number,
  width: number,
  most: number,
): Uint8Array {
  return filters.reduceRight((content, { id }, index) => {
    if ((skipped & (1 << index)) !== 0) return content;
    if (id === SHUFFLE) return unshuffled(content, width);
    return id === FLETCHER32 ? checked(content) : inflateSync(content, { maxOutputLength: most + CHECKSUM });
  }, bytes);
}
