import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FormatError, readNpz, writeNpz } from '@kirchhoff/formats';
import type { NamedArrays, PlanNetwork, TrainingEpoch } from '@kirchhoff/plan';
import { bytesHash } from '../files/file-hash.js';
import { fileFault } from '../files/file-fault.js';
import { readBytes } from '../files/read-bytes.js';
import { writeWhole } from '../files/write.js';
import { misfitOf } from './fit.js';

/** A trained network as it is kept. */
export interface StoredWeights {
  readonly weights: NamedArrays;
  readonly epochs: readonly TrainingEpoch[];
}

/** What the store says of a key: nothing kept, kept, or kept and broken with the reason. */
export type Lookup =
  | { readonly kind: 'missing' }
  | { readonly kind: 'found'; readonly stored: StoredWeights }
  | { readonly kind: 'broken'; readonly file: string; readonly reason: string };

interface Note {
  readonly sha256: string;
  readonly epochs: readonly TrainingEpoch[];
}

/** Where a store keeps weights. */
export const weightsFolder = (store: string): string => join(store, 'weights');

const pathsOf = (folder: string, key: string): { arrays: string; note: string } => ({
  arrays: join(folder, `${key}.npz`),
  note: join(folder, `${key}.json`),
});

/** Keeps weights under their key; the note with the checksum comes last, so a torn pair is noticed. Throws file errors. */
export function keepWeights(folder: string, key: string, { weights, epochs }: StoredWeights): void {
  const { arrays, note } = pathsOf(folder, key);
  const names = Object.keys(weights).sort();
  const bytes = writeNpz(names.map((name) => [name, weights[name]!] as const));
  writeWhole(arrays, bytes);
  writeWhole(note, `${JSON.stringify({ sha256: bytesHash(bytes), epochs } satisfies Note, null, 2)}\n`);
}

/** Finds weights by key and checks them: checksum, archive, and that every array fits the network. */
export function findWeights(folder: string, key: string, network: PlanNetwork): Lookup {
  const { arrays, note } = pathsOf(folder, key);
  if (!existsSync(arrays) || !existsSync(note)) return { kind: 'missing' };
  try {
    const { sha256, epochs } = JSON.parse(readFileSync(note, 'utf8')) as Note;
    const bytes = readBytes(arrays);
    if (bytesHash(bytes) !== sha256 || !Array.isArray(epochs))
      return { kind: 'broken', file: arrays, reason: 'its checksum differs' };
    const weights = namedArrays(bytes);
    const misfit = misfitOf(weights, network);
    if (misfit !== undefined)
      return { kind: 'broken', file: arrays, reason: `${misfit.array} is ${misfit.found}` };
    return { kind: 'found', stored: { weights, epochs } };
  } catch (cause) {
    const known = cause instanceof FormatError || cause instanceof SyntaxError || cause instanceof RangeError;
    if (!known && fileFault(cause) === undefined) throw cause;
    return { kind: 'broken', file: arrays, reason: (cause as Error).message };
  }
}

/** Float32 arrays by name of an NPZ archive. Throws FormatError. */
export function namedArrays(bytes: Uint8Array): NamedArrays {
  return Object.fromEntries(
    [...readNpz(bytes)].map(([name, { shape, data }]) => [
      name,
      { shape, data: data instanceof Float32Array ? data : Float32Array.from(data) },
    ]),
  );
}
