import { bytesText, corrupt, FormatError } from './failure.js';
import type { Sink } from './sink.js';

const CHUNK = 32768;
const UNEXPECTED_END = 0;

/** Deflate cannot shrink data by more than this factor (258 bytes from 2 bits). */
export const GREATEST_RATIO = 1032;

export interface Inflator {
  ondata: (chunk: Uint8Array<ArrayBuffer>, final: boolean) => void;
  push(chunk: Uint8Array, final?: boolean): void;
}

export interface InflateOptions {
  readonly what: string;
  /** Called after every piece; true stops reading early. */
  readonly enough?: (sink: Sink) => boolean;
}

const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;

function failureOf(error: unknown, compressed: Uint8Array, what: string): FormatError {
  if (error instanceof FormatError) return error;
  if (codeOf(error) === UNEXPECTED_END) return cutOff(compressed.length, what);
  return corrupt(what, error instanceof Error ? error.message : 'it cannot be decompressed');
}

function cutOff(length: number, what: string): FormatError {
  return new FormatError(`${what} is cut off: its compressed data go on after ${bytesText(length)}.`, {
    kind: 'truncated',
    expected: 'complete compressed data',
    found: bytesText(length),
    at: { byte: length },
  });
}

/** Streams compressed bytes into a sink in pieces small enough that no piece expands beyond 34 MB. */
export function inflateInto(
  inflator: Inflator,
  compressed: Uint8Array,
  sink: Sink,
  options: InflateOptions,
): void {
  inflator.ondata = (chunk) => sink.add(chunk);
  try {
    for (let start = 0; start === 0 || start < compressed.length; start += CHUNK) {
      const end = start + CHUNK;
      inflator.push(compressed.subarray(start, end), end >= compressed.length);
      if (options.enough?.(sink)) return;
    }
  } catch (error) {
    throw failureOf(error, compressed, options.what);
  }
}
