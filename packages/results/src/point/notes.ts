import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder, writeDurable } from '../files/durable.js';
import { isAbsent } from '../files/fault.js';
import { pointFolder } from './folder.js';

const name = 'notes.json';

/** Keeps what is to be said again whenever a run shows the point; a JSON value. Throws the system's error. */
export async function writeNotes(store: string, point: string, notes: unknown): Promise<void> {
  const folder = pointFolder(store, point);
  await makeFolder(folder);
  await writeDurable(folder, [{ name, bytes: new TextEncoder().encode(`${JSON.stringify(notes)}\n`) }]);
}

/** What is to be said of a point; undefined where nothing is kept or it cannot be understood. */
export async function readNotes(store: string, point: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(join(pointFolder(store, point), name), 'utf8')) as unknown;
  } catch (cause) {
    if (isAbsent(cause) || cause instanceof SyntaxError) return undefined;
    throw cause;
  }
}
