import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';

/** Largest file that is read into memory [bytes]. */
export const mostBytes = 1024 * 1024 * 1024;

/** The first bytes of a file, all of them unless `limit` says less. Throws a RangeError for a file beyond `mostBytes`. */
export function readBytes(path: string, limit = mostBytes): Uint8Array {
  const kind = statSync(path);
  if (!kind.isFile() && !kind.isDirectory()) throw new RangeError('it is a pipe or a device, not a file');
  const handle = openSync(path, 'r');
  try {
    const { size } = fstatSync(handle);
    if (limit === mostBytes && size > mostBytes)
      throw new RangeError(`it has ${size} bytes, more than can be read`);
    const bytes = new Uint8Array(Math.min(size, limit));
    let done = 0;
    for (let count = -1; count !== 0 && done < bytes.length; done += count)
      count = readSync(handle, bytes, done, bytes.length - done, null);
    return bytes.subarray(0, done);
  } finally {
    closeSync(handle);
  }
}
