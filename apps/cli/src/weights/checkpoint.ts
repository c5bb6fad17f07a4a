import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { FormatError, writeNpz } from '@kirchhoff/formats';
import type { NamedArrays, PlanNetwork, TrainingEpoch } from '@kirchhoff/plan';
import type { Checkpoint } from '@kirchhoff/training';
import { bytesHash } from '../files/file-hash.js';
import { fileFault, isFull } from '../files/file-fault.js';
import { readBytes } from '../files/read-bytes.js';
import { writeWhole } from '../files/write.js';
import { misfitOf } from './fit.js';
import { namedArrays } from './store.js';

interface Note {
  readonly sha256: string;
  readonly steps: number;
  readonly epochs: readonly TrainingEpoch[];
}

const pathsOf = (folder: string, key: string): { arrays: string; note: string } => ({
  arrays: join(folder, `${key}.checkpoint.npz`),
  note: join(folder, `${key}.checkpoint.json`),
});

const under = (folder: string, arrays: NamedArrays): [string, NamedArrays[string]][] =>
  Object.keys(arrays)
    .sort()
    .map((name) => [`${folder}/${name}`, arrays[name]!]);

const from = (folder: string, arrays: NamedArrays): NamedArrays =>
  Object.fromEntries(
    Object.entries(arrays)
      .filter(([name]) => name.startsWith(`${folder}/`))
      .map(([name, array]) => [name.slice(folder.length + 1), array]),
  );

/**
 * Keeps a training after an epoch, beside where its weights will be. The note with the checksum comes last, so a torn pair is noticed.
 * A folder that cannot be written costs the checkpoint, not the training; a full disk is thrown.
 */
export function keepCheckpoint(folder: string, key: string, { weights, updater, epochs }: Checkpoint): void {
  const { arrays, note } = pathsOf(folder, key);
  const bytes = writeNpz([...under('weights', weights), ...under('optimizer', updater.slots)]);
  const text = JSON.stringify({ sha256: bytesHash(bytes), steps: updater.steps, epochs } satisfies Note);
  try {
    writeWhole(arrays, bytes);
    writeWhole(note, `${text}\n`);
  } catch (cause) {
    if (isFull(cause) || fileFault(cause) === undefined) throw cause;
  }
}

/** The checkpoint of a key, where there is a whole one that fits the network. */
export function findCheckpoint(folder: string, key: string, network: PlanNetwork): Checkpoint | undefined {
  const { arrays, note } = pathsOf(folder, key);
  if (!existsSync(arrays) || !existsSync(note)) return undefined;
  try {
    const { sha256, steps, epochs } = JSON.parse(readFileSync(note, 'utf8')) as Note;
    const bytes = readBytes(arrays);
    if (bytesHash(bytes) !== sha256) return undefined;
    const all = namedArrays(bytes);
    const weights = from('weights', all);
    if (misfitOf(weights, network) !== undefined) return undefined;
    return { weights, updater: { steps, slots: from('optimizer', all) }, epochs };
  } catch (cause) {
    const known = cause instanceof FormatError || cause instanceof SyntaxError || cause instanceof RangeError;
    if (!known && fileFault(cause) === undefined) throw cause;
    return undefined;
  }
}

/** Removes the checkpoint of a training that is done. */
export function dropCheckpoint(folder: string, key: string): void {
  for (const path of Object.values(pathsOf(folder, key))) rmSync(path, { force: true });
}
