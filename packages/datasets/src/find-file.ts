import { FormatError } from '@kirchhoff/formats';
import { DatasetFailure } from './failure.js';
import type { DataReader } from './reader.js';

export interface FoundFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The plain file of a name or its .gz. */
export async function findFile(reader: DataReader, name: string, origin?: string): Promise<FoundFile> {
  const names = name.endsWith('.gz') ? [name] : [name, `${name}.gz`];
  for (const candidate of names) {
    const bytes = await reader.read(candidate);
    if (bytes) return { name: candidate, bytes };
  }
  throw new DatasetFailure(`The file ${names.join(' or ')} is missing.`, {
    kind: 'missing',
    file: name,
    expected: names,
    searched: reader.searched(name),
    origin,
  });
}

/** Result of `act` on a file's bytes; a FormatError becomes a DatasetFailure that names the file. */
export function inFile<Result>(file: string, act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new DatasetFailure(`${file}: ${error.message}`, { kind: 'broken', file, cause: error });
  }
}
