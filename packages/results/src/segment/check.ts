import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isAbsent } from '../files/fault.js';
import { sha256 } from '../files/sha256.js';
import { checksumName } from './name.js';

/** A file's bytes, or undefined where it is not there. */
export async function contentOf(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (cause) {
    if (isAbsent(cause)) return undefined;
    throw cause;
  }
}

/** A segment's bytes held against its checksum, which is mandatory: believed, broken with the reason, or gone since it was listed. */
export type Checked =
  | { readonly kind: 'whole'; readonly bytes: Uint8Array }
  | { readonly kind: 'broken'; readonly reason: string }
  | { readonly kind: 'gone' };

/** Reads a segment and holds it against its checksum. */
export async function checkSegment(folder: string, name: string): Promise<Checked> {
  const bytes = await contentOf(join(folder, name));
  if (bytes === undefined) return { kind: 'gone' };
  const checksum = await contentOf(join(folder, checksumName(name)));
  if (checksum === undefined) {
    // A merge removes the segment first, then its checksum: both may have gone since the segment was read.
    const still = await contentOf(join(folder, name));
    return still === undefined ? { kind: 'gone' } : { kind: 'broken', reason: 'it has no checksum' };
  }
  if (new TextDecoder().decode(checksum) !== `${sha256(bytes)}  ${name}\n`)
    return { kind: 'broken', reason: 'its checksum differs' };
  return { kind: 'whole', bytes };
}
