import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';

/** SHA-256 of a file's content as 64 hexadecimal digits, read in pieces. */
export function fileHash(path: string): string {
  const hash = createHash('sha256');
  const handle = openSync(path, 'r');
  try {
    const piece = new Uint8Array(1 << 20);
    for (let count = -1; count !== 0;) {
      count = readSync(handle, piece, 0, piece.length, null);
      hash.update(piece.subarray(0, count));
    }
  } finally {
    closeSync(handle);
  }
  return hash.digest('hex');
}

/** SHA-256 of arrays in order. */
export function bytesHash(...arrays: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const array of arrays) hash.update(array);
  return hash.digest('hex');
}
