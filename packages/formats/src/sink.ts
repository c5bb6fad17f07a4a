import { bytesText, oversize } from './failure.js';

const FIRST_CAPACITY = 65536;

/** Collects streamed bytes up to a limit that may tighten on the way; memory never exceeds twice what has arrived. */
export interface Sink {
  readonly length: number;
  limit: number;
  add(chunk: Uint8Array): void;
  bytes(): Uint8Array;
}

/** `hint` is a believed size that saves copying; it is trusted only as far as the limit. */
export function createSink(limit: number, hint: number): Sink {
  let buffer = new Uint8Array(Math.min(limit, Math.max(hint, FIRST_CAPACITY)));
  let length = 0;
  let bound = limit;

  const reserve = (needed: number): void => {
    if (needed <= buffer.length) return;
    const grown = new Uint8Array(Math.min(bound, Math.max(needed, 2 * buffer.length)));
    grown.set(buffer.subarray(0, length));
    buffer = grown;
  };

  return {
    get length() {
      return length;
    },
    get limit() {
      return bound;
    },
    set limit(next) {
      bound = Math.min(bound, next);
    },
    add(chunk) {
      if (length + chunk.length > bound)
        throw oversize(bound, `at least ${bytesText(length + chunk.length)}`);
      reserve(length + chunk.length);
      buffer.set(chunk, length);
      length += chunk.length;
    },
    bytes: () => buffer.subarray(0, length),
  };
}
