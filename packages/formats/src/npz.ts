import { zipSync } from 'fflate';
import type { NumberArray } from './array.js';
import { excerpt, FormatError } from './failure.js';
import { LONGEST_HEADER } from './npy-header.js';
import { npyShape, readNpy } from './npy.js';
import type { WritableArray } from './npy-write.js';
import { writeNpy } from './npy-write.js';
import { DEFAULT_LIMIT } from './unpack.js';
import type { ZipEntry } from './zip.js';
import { zipContent, zipEntries } from './zip.js';

const LONGEST_KEY = 255;

function keyProblem(key: string): string | undefined {
  if (key.length === 0) return 'is empty';
  if (key.length > LONGEST_KEY) return `is longer than ${LONGEST_KEY} characters`;
  if (/[\p{Cc}\\\ufffd]/u.test(key)) return 'holds a control character or a backslash';
  if (key === '__proto__') return 'is reserved';
  return key.split('/').some((part) => part === '' || part === '.' || part === '..')
    ? 'is a path'
    : undefined;
}

function badKey(key: string, problem: string): FormatError {
  return new FormatError(`The key "${excerpt(key)}" of the archive ${problem}.`, {
    kind: 'bad_header',
    expected: 'a plain name',
    found: excerpt(key),
  });
}

function keyedEntries(bytes: Uint8Array, limit: number): ReadonlyMap<string, ZipEntry> {
  const keyed = new Map<string, ZipEntry>();
  for (const entry of zipEntries(bytes, limit)) {
    if (!entry.name.endsWith('.npy')) continue;
    const key = entry.name.slice(0, -4);
    const problem = keyProblem(key) ?? (keyed.has(key) ? 'occurs twice' : undefined);
    if (problem) throw badKey(key, problem);
    keyed.set(key, entry);
  }
  return keyed;
}

function inEntry<Result>(key: string, act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    const { kind, expected, found, at } = error;
    throw new FormatError(`Array "${key}": ${error.message}`, {
      kind,
      expected,
      found,
      at: { ...at, entry: key },
    });
  }
}

export interface NpzOptions {
  /** Most bytes of all arrays together [512 MiB]. */
  readonly limit?: number;
  /** Only these arrays, each of which must be there [all]. */
  readonly keys?: readonly string[];
}

function missingKey(key: string, present: Iterable<string>): FormatError {
  const found = [...present].map(excerpt).slice(0, 20).join(', ') || 'no arrays';
  return new FormatError(`The archive has no array "${excerpt(key)}"; it holds ${found}.`, {
    kind: 'missing_key',
    expected: excerpt(key),
    found,
  });
}

/** Arrays of an NPZ archive by key, stored or deflated, every checksum verified; throws FormatError. */
export function readNpz(bytes: Uint8Array, options: NpzOptions = {}): ReadonlyMap<string, NumberArray> {
  const limit = options.limit ?? DEFAULT_LIMIT;
  const entries = keyedEntries(bytes, limit);
  const arrays = new Map<string, NumberArray>();
  for (const key of options.keys ?? entries.keys()) {
    const entry = entries.get(key);
    if (!entry) throw missingKey(key, entries.keys());
    arrays.set(
      key,
      inEntry(key, () => readNpy(zipContent(bytes, entry), { limit })),
    );
  }
  return arrays;
}

/** Dimensions by key, from the first bytes of each array alone. */
export function npzShapes(bytes: Uint8Array): ReadonlyMap<string, readonly number[]> {
  const shapes = new Map<string, readonly number[]>();
  for (const [key, entry] of keyedEntries(bytes, Number.POSITIVE_INFINITY))
    shapes.set(
      key,
      inEntry(key, () => npyShape(zipContent(bytes, entry, LONGEST_HEADER))),
    );
  return shapes;
}

export interface NpzWriteOptions {
  /** Deflate the arrays [false: stored, as numpy.savez does]. */
  readonly compress?: boolean;
}

/** An NPZ archive whose bytes depend on the arrays alone; throws FormatError for a key that is no plain name. */
export function writeNpz(
  arrays: Iterable<readonly [string, WritableArray]>,
  { compress = false }: NpzWriteOptions = {},
): Uint8Array {
  const files: Record<string, Uint8Array> = {};
  for (const [key, array] of arrays) {
    const problem = keyProblem(key) ?? (`${key}.npy` in files ? 'occurs twice' : undefined);
    if (problem) throw badKey(key, problem);
    files[`${key}.npy`] = writeNpy(array);
  }
  return zipSync(files, { level: compress ? 6 : 0, mtime: new Date(1980, 0, 1), os: 0 });
}
