import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { withPath } from './fault.js';

/** A file to write: its name in a folder, and its whole content. */
export interface Content {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Makes the names in a folder survive a power cut. Windows cannot open folders and needs none of it. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes a folder with those above it, and their names durable. */
export async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined) return;
  for (let path = folder; ; path = dirname(path)) {
    await syncFolder(dirname(path));
    if (path === first || path === dirname(path)) return;
  }
}

async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  try {
    const handle = await open(path, 'w');
    try {
      // writeFile goes on after a short write, which a full disk gives before it fails.
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (cause) {
    throw withPath(cause, path);
  }
}

let counter = 0;

/**
 * Files appear in the order given, each whole or not at all: temporary names, sync, renames, sync of the folder. Nothing stays
 * behind where one of them fails. Throws the system's error with its path.
 */
export async function writeDurable(folder: string, contents: readonly Content[]): Promise<void> {
  const parts = contents.map(({ name, bytes }) => ({
    path: join(folder, name),
    temporary: join(folder, `.${name}.${process.pid}.${counter++}.part`),
    bytes,
  }));
  try {
    await Promise.all(parts.map(({ temporary, bytes }) => writeSynced(temporary, bytes)));
    for (const { temporary, path } of parts) await rename(temporary, path);
    await syncFolder(folder);
  } catch (cause) {
    for (const { temporary } of parts) await rm(temporary, { force: true });
    throw cause;
  }
}
