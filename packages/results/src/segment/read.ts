import type { Columns } from '../columns.js';
import { checkSegment } from './check.js';
import { decodeSegment } from './encode.js';

/** A segment as it was found: whole, broken with the reason, or gone since it was listed. */
export type Segment =
  | { readonly kind: 'whole'; readonly columns: Columns }
  | { readonly kind: 'broken'; readonly reason: string }
  | { readonly kind: 'gone' };

/** Reads a segment that its checksum vouches for. */
export async function readSegment(folder: string, name: string): Promise<Segment> {
  const checked = await checkSegment(folder, name);
  if (checked.kind !== 'whole') return checked;
  try {
    return { kind: 'whole', columns: await decodeSegment(checked.bytes) };
  } catch (cause) {
    return { kind: 'broken', reason: cause instanceof Error ? cause.message : String(cause) };
  }
}
