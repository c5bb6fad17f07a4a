import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from '../files/write.js';
import { recordIn } from './out-folder.js';
import type { RunRecord } from './run-record.js';

export interface OutFile {
  readonly name: string;
  readonly content: string | Uint8Array;
}

const plain = /^[\w][\w .()-]*$/;

/**
 * Writes a run in one go: what an earlier run left goes first, `run.json` comes last, so a folder with `run.json` is complete.
 */
export function writeRun(folder: string, files: readonly OutFile[], record: RunRecord): void {
  const earlier = recordIn(folder)?.files ?? [];
  rmSync(join(folder, 'run.json'), { force: true });
  const names = new Set(files.map(({ name }) => name));
  for (const name of earlier)
    if (plain.test(name) && !names.has(name)) rmSync(join(folder, name), { force: true });
  for (const { name, content } of files) writeWhole(join(folder, name), content);
  writeWhole(join(folder, 'run.json'), `${JSON.stringify(record, null, 2)}\n`);
}
