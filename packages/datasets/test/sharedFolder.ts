import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { DataReader } from '../src/index.js';

const folder = resolve(import.meta.dirname, '../../../../shared/data');

export const sharedFiles: DataReader = {
  read: (name) => readFile(join(folder, name)).catch(() => undefined),
  list: (name) => readdir(join(folder, name)).catch(() => undefined),
  searched: (name) => [join(folder, name)],
};

/** `describe` where ../shared/data holds the folder, else `describe.skip` with a word. */
export function describeWith(name: string): (title: string, tests: () => void) => void {
  if (existsSync(join(folder, name))) return describe;
  return (title, tests) => describe.skip(`${title} (../shared/data/${name} is not here)`, tests);
}
