import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join, basename } from 'node:path';

/** Writes every byte: one `writeSync` may write fewer than asked (a full disk does that). */
function writeAll(handle: number, data: Uint8Array): void {
  for (let done = 0; done < data.length;) done += writeSync(handle, data, done, data.length - done);
}

/** A file appears whole under its name or not at all: temporary name, sync, rename. Keeps links and permissions. */
export function writeWhole(name: string, content: string | Uint8Array): void {
  const present = existsSync(name) ? statSync(name) : undefined;
  const path = present === undefined ? name : realpathSync(name);
  const data = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const folder = dirname(path);
  mkdirSync(folder, { recursive: true });
  const temporary = join(folder, `.${basename(path)}.${process.pid}.part`);
  try {
    const handle = openSync(temporary, 'w', present?.mode);
    try {
      writeAll(handle, data);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(temporary, path);
  } catch (cause) {
    rmSync(temporary, { force: true });
    // A fault of a call on a handle names no file.
    if (cause instanceof Error && 'code' in cause && !('path' in cause)) Object.assign(cause, { path });
    throw cause;
  }
}
