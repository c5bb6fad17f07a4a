import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { studyNotFound, unreadable } from '@kirchhoff/language';
import { refuse } from '../failure.js';
import { fileFault } from '../files/file-fault.js';

/** Longest text read from disk [bytes]; the parser's own limit is far lower and words the refusal. */
const mostBytes = 64 * 1024 * 1024;

/** The text of a study named on the command line. Throws a Failure with K601 or K602. */
export function readStudy(path: string): string {
  let handle: number;
  try {
    handle = openSync(path, 'r');
  } catch (cause) {
    const fault = fileFault(cause);
    if (fault === undefined) throw cause;
    if (fault.code === 'ENOENT' || fault.code === 'ENOTDIR') throw refuse(studyNotFound(path));
    throw refuse(
      unreadable(path, fault.code === 'EACCES' || fault.code === 'EPERM' ? 'permission' : fault.code),
    );
  }
  try {
    const facts = fstatSync(handle);
    if (facts.isDirectory()) throw refuse(unreadable(path, 'folder'));
    if (facts.size > mostBytes) throw refuse(unreadable(path, `it has ${facts.size} bytes`));
    return decode(readUpTo(handle, mostBytes));
  } finally {
    closeSync(handle);
  }
}

/** A pipe has no size: read until the end, in pieces. */
function readUpTo(handle: number, limit: number): Uint8Array {
  const pieces: Uint8Array[] = [];
  let total = 0;
  for (;;) {
    const piece = new Uint8Array(1 << 16);
    const count = readSync(handle, piece, 0, piece.length, null);
    if (count === 0 || total > limit) return Buffer.concat(pieces);
    pieces.push(piece.subarray(0, count));
    total += count;
  }
}

/** UTF-8 (or UTF-16 with its mark) as text; a byte that is not UTF-8 becomes U+FFFD, which the reader reports. */
function decode(data: Uint8Array): string {
  const utf16 = data[0] === 0xff && data[1] === 0xfe;
  return new TextDecoder(utf16 ? 'utf-16le' : 'utf-8').decode(data);
}
