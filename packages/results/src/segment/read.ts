import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Columns } from '../columns.js';
import { isAbsent } from '../files/fault.js';
import { sha256 } from '../files/sha256.js';
import { decodeSegment } from './encode.js';
import { checksumName } from './name.js';

/** A segment as it was found: whole, broken with the reason, or gone since it was listed. */
export type Segment =
  | { readonly kind: 'whole'; readonly columns: Columns }
  | { readonly kind: 'broken'; readonly reason: string }
  | { readonly kind: 'gone' };

async function contentOf(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (cause) {
    if (isAbsent(cause)) return undefined;
    throw cause;
  }
}

/** Reads a segment and holds it against its checksum, which is mandatory. */
export async function readSegment(folder: string, name: string): Promise<Segment> {
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
  try {
    return { kind: 'whole', columns: await decodeSegment(bytes) };
  } catch (cause) {
    return { kind: 'broken', reason: cause instanceof Error ? cause.message : String(cause) };
  }
}
