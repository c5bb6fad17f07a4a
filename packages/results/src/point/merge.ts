import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Columns, pickRows, rowsOf } from '../columns.js';
import { blockOf, checksumName, segmentName } from '../segment/name.js';
import { writeSegment } from '../segment/write.js';
import { pointFolder } from './folder.js';
import { type BrokenSegment, type Conflict, readPoint } from './read.js';

/** What merging a point did. */
export interface MergedPoint {
  readonly before: number;
  readonly after: number;
  readonly conflicts: readonly Conflict[];
  readonly broken: readonly BrokenSegment[];
}

/** Most rows of a merged segment. */
const mostRows = 1 << 18;

/** Runs of consecutive trials, none longer than `mostRows`. */
function blocks(columns: Columns): Columns[] {
  const trials = columns.trial ?? new Float64Array(0);
  const parts: number[][] = [];
  for (let at = 0; at < rowsOf(columns); at++) {
    const part = parts.at(-1);
    const goesOn = part !== undefined && part.length < mostRows && trials[at - 1]! + 1 === trials[at];
    if (goesOn) part.push(at);
    else parts.push([at]);
  }
  return parts.map((places) => pickRows(columns, places));
}

const nameOf = ({ trial }: Columns): string => segmentName({ first: trial![0]!, last: trial!.at(-1)! });

/**
 * Makes one segment of many. New segments are on disk before old ones go, so a reader always finds every row. Nothing changes where
 * two rows of one trial differ or a segment is broken: the caller tells.
 */
export async function mergePoint(store: string, point: string): Promise<MergedPoint> {
  const folder = pointFolder(store, point);
  const { columns, segments, conflicts, broken } = await readPoint(store, point);
  const wanted = blocks(columns);
  const names = new Set(wanted.map(nameOf));
  const done = { before: segments.length, conflicts, broken };
  if (conflicts.length > 0 || broken.length > 0) return { ...done, after: segments.length };
  for (const part of wanted) if (!segments.includes(nameOf(part))) await writeSegment(folder, part);
  for (const name of segments) {
    if (names.has(name) || blockOf(name) === undefined) continue;
    await rm(join(folder, name), { force: true });
    await rm(join(folder, checksumName(name)), { force: true });
  }
  return { ...done, after: wanted.length };
}
