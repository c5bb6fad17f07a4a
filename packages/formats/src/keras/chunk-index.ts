import { corrupt } from '../failure.js';

/** A piece of an array in the file: where it begins in the array, where its bytes lie, which filters it skips (a bit for each). */
export interface Chunk {
  readonly start: readonly number[];
  readonly at: number;
  readonly bytes: number;
  readonly skipped: number;
}

const TREE = 0x45455254;
const HEAD = 24;
/** Type of a tree of chunks. */
const RAW_DATA = 1;

const damaged = (detail: string): Error => corrupt('The HDF5 file', detail);

const place = (file: DataView, at: number): number => Number(file.getBigUint64(at, true));

/**
 * The chunks in a version 1 B-tree (HDF5 file format, III.A.1) over an array of `rank` axes. Throws FormatError for a tree that is
 * none, goes round in a circle or holds more than `most` chunks, and RangeError where it leaves the file.
 */
export function chunksOf(file: DataView, root: number, rank: number, most: number): readonly Chunk[] {
  const found: Chunk[] = [];
  const seen = new Set<number>();
  const walk = (at: number, level: number | undefined): void => {
    if (seen.has(at)) throw damaged('the index of an array goes in a circle');
    seen.add(at);
    const own = file.getUint8(at + 5);
    const isIndex = file.getUint32(at, true) === TREE && file.getUint8(at + 4) === RAW_DATA;
    if (!isIndex || (level !== undefined && own !== level)) throw damaged('the index of an array is broken');
    const entries = file.getUint16(at + 6, true);
    const step = 8 * (rank + 3);
    for (let entry = 0; entry < entries; entry++) {
      const key = at + HEAD + entry * step;
      const child = place(file, key + 8 * (rank + 2));
      if (own > 0) {
        walk(child, own - 1);
        continue;
      }
      if (found.length >= most) throw damaged('an array has more chunks than it needs');
      found.push({
        start: Array.from({ length: rank }, (_, axis) => place(file, key + 8 * (axis + 1))),
        at: child,
        bytes: file.getUint32(key, true),
        skipped: file.getUint32(key + 4, true),
      });
    }
  };
  walk(root, undefined);
  return found;
}
