import { Gunzip } from 'fflate';
import { crc32 } from './crc.js';
import { bytesText, corrupt, FormatError, oversize, truncated } from './failure.js';
import { GREATEST_RATIO, inflateInto } from './inflate.js';
import { createSink, type Sink } from './sink.js';

/** Content larger than this is refused unless the caller allows more [bytes]. */
export const DEFAULT_LIMIT = 536870912;

const SHORTEST_GZIP = 18;
const TRAILER = 8;

export interface UnpackOptions {
  /** Most bytes of content [DEFAULT_LIMIT]. */
  readonly limit?: number;
  /** Content size from the first `headLength` bytes of content; may throw a FormatError of its own. */
  readonly sizeOf?: (head: Uint8Array) => number;
  readonly headLength?: number;
  /** Stop after this many bytes of content. */
  readonly only?: number;
}

export const isGzip = (bytes: Uint8Array): boolean =>
  bytes.length >= 2 && bytes[0] === 0x1f && bytes[1] === 0x8b;

const word = (bytes: Uint8Array, at: number): number =>
  (bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24)) >>> 0;

/**
 * Content of a plain or gzip file (told apart by 1f 8b), never more than the limit. With `sizeOf` the content's own
 * header bounds it too: longer is `oversize` as soon as it shows, shorter is `truncated`.
 */
export function unpack(bytes: Uint8Array, options: UnpackOptions = {}): Uint8Array {
  const content = isGzip(bytes) ? gunzip(bytes, options) : plain(bytes, options);
  if (options.only !== undefined) return content.subarray(0, options.only);
  const size = sizeFrom(content, options);
  if (size === undefined) return content;
  if (content.length < size) throw truncated(size, content.length, nameOf(bytes));
  if (content.length > size) throw longerThanHeader(size, bytesText(content.length));
  return content;
}

const nameOf = (bytes: Uint8Array): string => (isGzip(bytes) ? 'The decompressed content' : 'The file');

function sizeFrom(content: Uint8Array, { sizeOf, headLength = 0 }: UnpackOptions): number | undefined {
  if (!sizeOf) return undefined;
  return sizeOf(content.subarray(0, headLength));
}

function longerThanHeader(size: number, found: string): FormatError {
  return new FormatError(`The file holds ${found} where its header announces ${bytesText(size)}.`, {
    kind: 'oversize',
    expected: bytesText(size),
    found,
  });
}

function plain(bytes: Uint8Array, { limit = DEFAULT_LIMIT, only }: UnpackOptions): Uint8Array {
  if (only === undefined && bytes.length > limit) throw oversize(limit, bytesText(bytes.length), 'The file');
  return bytes;
}

function gunzip(bytes: Uint8Array, options: UnpackOptions): Uint8Array {
  if (bytes.length < SHORTEST_GZIP) throw truncated(SHORTEST_GZIP, bytes.length, 'The gzip file');
  const limit = options.limit ?? DEFAULT_LIMIT;
  const stream = new Gunzip();
  let members = 1;
  stream.onmember = () => members++;
  const possible = Math.min(limit, bytes.length * GREATEST_RATIO);
  const hint = Math.min(options.only ?? possible, word(bytes, bytes.length - 4), possible);
  const sink = createSink(limit, hint);
  inflateInto(stream, bytes, sink, { what: 'The gzip file', enough: watcher(options) });
  if (options.only === undefined && members === 1) checkTrailer(bytes, sink.bytes());
  return sink.bytes();
}

/** Tightens the limit to the size the content announces as soon as its head has arrived. */
function watcher(options: UnpackOptions): (sink: Sink) => boolean {
  let known = false;
  return (sink) => {
    if (options.only !== undefined) return sink.length >= options.only;
    if (known || !options.sizeOf || sink.length < (options.headLength ?? 0)) return false;
    known = true;
    const size = options.sizeOf(sink.bytes().subarray(0, options.headLength));
    if (sink.length > size) throw longerThanHeader(size, `at least ${bytesText(sink.length)}`);
    sink.limit = size;
    return false;
  };
}

function checkTrailer(bytes: Uint8Array, content: Uint8Array): void {
  const at = bytes.length - TRAILER;
  if (word(bytes, at) !== crc32(content) || word(bytes, at + 4) !== content.length % 4294967296)
    throw corrupt('The gzip file', 'its checksum does not agree with its content, or its end is missing');
}
