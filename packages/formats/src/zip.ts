import { Inflate } from 'fflate';
import { crc32 } from './crc.js';
import { bytesText, corrupt, excerpt, FormatError, truncated, unsupported, wholeText } from './failure.js';
import { GREATEST_RATIO, inflateInto } from './inflate.js';
import { createSink } from './sink.js';

const END_SIGNATURE = 0x06054b50;
const CENTRAL_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_LENGTH = 22;
const CENTRAL_LENGTH = 46;
const LOCAL_LENGTH = 30;
const LONGEST_COMMENT = 65535;
const ZIP64 = 0xffffffff;
const STORED = 0;
const DEFLATED = 8;

export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  /** Where the entry's own header begins. */
  readonly start: number;
}

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function endOf(bytes: Uint8Array): number {
  if (bytes.length < END_LENGTH) throw truncated(END_LENGTH, bytes.length);
  const view = viewOf(bytes);
  if (view.getUint16(0, true) !== 0x4b50)
    throw new FormatError('This is no zip archive: it does not begin with PK.', {
      kind: 'bad_magic',
      expected: 'PK',
      found: excerpt(String.fromCharCode(bytes[0], bytes[1])),
      at: { byte: 0 },
    });
  const last = bytes.length - END_LENGTH;
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at--)
    if (view.getUint32(at, true) === END_SIGNATURE) return at;
  throw new FormatError('The archive has no table of contents at its end: it is cut off or no zip archive.', {
    kind: 'truncated',
    expected: 'a zip end record',
    found: 'none',
    at: { byte: bytes.length },
  });
}

function entryAt(
  view: DataView,
  at: number,
  end: number,
): { readonly entry: ZipEntry; readonly next: number } {
  if (at + CENTRAL_LENGTH > end || view.getUint32(at, true) !== CENTRAL_SIGNATURE)
    throw corrupt('The archive', 'its table of contents is broken', { byte: at });
  const nameLength = view.getUint16(at + 28, true);
  const next =
    at + CENTRAL_LENGTH + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  if (next > end) throw corrupt('The archive', 'its table of contents is broken', { byte: at });
  if (view.getUint16(at + 8, true) & 1) throw unsupported('encrypted entries', 'plain zip archives');
  const name = new Uint8Array(view.buffer, view.byteOffset + at + CENTRAL_LENGTH, nameLength);
  const entry = {
    name: new TextDecoder().decode(name),
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    packedSize: view.getUint32(at + 20, true),
    size: view.getUint32(at + 24, true),
    start: view.getUint32(at + 42, true),
  };
  return { entry, next };
}

/** Table of contents of a zip archive; fails before anything is unpacked where all entries exceed `limit` bytes. */
export function zipEntries(bytes: Uint8Array, limit: number): readonly ZipEntry[] {
  const end = endOf(bytes);
  const view = viewOf(bytes);
  const count = view.getUint16(end + 10, true);
  const entries: ZipEntry[] = [];
  let at = view.getUint32(end + 16, true);
  let total = 0;
  for (let i = 0; i < count; i++) {
    const { entry, next } = entryAt(view, at, end);
    total += entry.size;
    entries.push(entry);
    at = next;
  }
  if (total > limit || entries.some((entry) => entry.packedSize === ZIP64)) throw tooLarge(total, limit);
  return entries;
}

function tooLarge(total: number, limit: number): FormatError {
  return new FormatError(`The archive announces ${bytesText(total)}; at most ${bytesText(limit)} are read.`, {
    kind: 'oversize',
    expected: `at most ${bytesText(limit)}`,
    found: bytesText(total),
  });
}

function packedBytes(bytes: Uint8Array, entry: ZipEntry): Uint8Array {
  const view = viewOf(bytes);
  const at = { entry: entry.name, byte: entry.start };
  if (entry.start + LOCAL_LENGTH > bytes.length || view.getUint32(entry.start, true) !== LOCAL_SIGNATURE)
    throw corrupt(
      'The archive',
      `its entry ${excerpt(entry.name)} is not where the table of contents says`,
      at,
    );
  const begin =
    entry.start +
    LOCAL_LENGTH +
    view.getUint16(entry.start + 26, true) +
    view.getUint16(entry.start + 28, true);
  if (begin + entry.packedSize > bytes.length) throw truncated(begin + entry.packedSize, bytes.length);
  return bytes.subarray(begin, begin + entry.packedSize);
}

/** Content of one entry, at most its announced size and checked against its CRC; with `only`, its first bytes. */
export function zipContent(bytes: Uint8Array, entry: ZipEntry, only?: number): Uint8Array {
  const packed = packedBytes(bytes, entry);
  const what = `The archive's entry ${excerpt(entry.name)}`;
  const content = entry.method === STORED ? packed : inflated(packed, entry, what, only);
  if (only !== undefined) return content.subarray(0, only);
  if (content.length !== entry.size)
    throw corrupt(what, `it holds ${wholeText(content.length)} of ${bytesText(entry.size)}`, {
      entry: entry.name,
    });
  if (crc32(content) !== entry.crc) throw corrupt(what, 'its checksum does not agree', { entry: entry.name });
  return content;
}

function inflated(packed: Uint8Array, entry: ZipEntry, what: string, only?: number): Uint8Array {
  if (entry.method !== DEFLATED)
    throw unsupported(`an entry of compression method ${entry.method}`, 'stored and deflated entries');
  const sink = createSink(entry.size, Math.min(only ?? entry.size, packed.length * GREATEST_RATIO));
  const enough = (): boolean => only !== undefined && sink.length >= only;
  inflateInto(new Inflate(), packed, sink, { what, enough });
  return sink.bytes();
}
