import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import type { DataReader } from '@kirchhoff/datasets';
import { bytesHash } from '../files/file-hash.js';
import { readBytes } from '../files/read-bytes.js';
import { refuseToRun } from '../failure.js';
import { brokenFile } from '@kirchhoff/language';
import { reasonOf } from '../study/describe.js';

/** Where a name of a data set may be found. */
export interface Places {
  readonly locate: (name: string) => string | undefined;
  readonly placesOf: (name: string) => readonly string[];
}

/** A reader that remembers the files it gave, with their checksums. */
export interface RememberingReader extends DataReader {
  readonly files: readonly { readonly path: string; readonly sha256: string }[];
}

/** The layout of the standard sets inside the folder of `--data`. */
export const inDataFolder = (folder: string | undefined): Places => ({
  locate: (name) => {
    const path = folder === undefined ? undefined : join(folder, name);
    return path !== undefined && existsSync(path) ? path : undefined;
  },
  placesOf: (name) => (folder === undefined ? [] : [join(folder, name)]),
});

/**
 * Reads data files wherever `places` finds them; `path` in the record is the name, so that it holds on other machines. Between two
 * files the process hears Ctrl-C, and the reader throws when `signal` is aborted.
 */
export function fileReader({ locate, placesOf }: Places, signal: AbortSignal): RememberingReader {
  const files: { path: string; sha256: string }[] = [];
  return {
    files,
    read: async (name) => {
      await turn();
      signal.throwIfAborted();
      const path = locate(name);
      if (path === undefined || statSync(path).isDirectory()) return undefined;
      const bytes = readOrRefuse(path);
      files.push({ path: name, sha256: bytesHash(bytes) });
      return bytes;
    },
    list: (folder) => {
      const path = locate(folder);
      return Promise.resolve(
        path !== undefined && statSync(path).isDirectory() ? readdirSync(path) : undefined,
      );
    },
    searched: placesOf,
  };
}

function readOrRefuse(path: string): Uint8Array {
  try {
    return readBytes(path);
  } catch (cause) {
    throw refuseToRun(brokenFile({ file: path, reason: reasonOf(cause) }));
  }
}
