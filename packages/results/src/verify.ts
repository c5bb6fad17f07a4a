import { rowsOf } from './columns.js';
import { namesIn } from './files/listing.js';
import { pointsFolder } from './point/folder.js';
import { type BrokenSegment, type Conflict, readPoint } from './point/read.js';

/** What a look at every segment found. */
export interface Verification {
  readonly points: number;
  readonly segments: number;
  readonly rows: number;
  readonly broken: readonly BrokenSegment[];
  readonly conflicts: readonly Conflict[];
}

/** Reads every segment of a store, holds it against its checksum, and rows of one trial against each other. */
export async function verifyStore(store: string): Promise<Verification> {
  const points = await namesIn(pointsFolder(store));
  let segments = 0;
  let rows = 0;
  const broken: BrokenSegment[] = [];
  const conflicts: Conflict[] = [];
  for (const point of points) {
    const found = await readPoint(store, point);
    segments += found.segments.length;
    rows += rowsOf(found.columns);
    broken.push(...found.broken);
    conflicts.push(...found.conflicts);
  }
  return { points: points.length, segments, rows, broken, conflicts };
}
