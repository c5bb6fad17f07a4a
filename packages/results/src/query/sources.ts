import { basename, dirname, join } from 'node:path';
import { StoreFailure } from '../failure.js';
import { namesIn } from '../files/listing.js';
import { pointFolder, pointsFolder } from '../point/folder.js';
import { checkSegment } from '../segment/check.js';
import { type Block, blockOf } from '../segment/name.js';

/** The segments that together hold every row of a store. */
export interface Sources {
  readonly files: readonly string[];
  /** Some trials stand in two of the files (a merge or a repair was cut short). */
  readonly overlapping: boolean;
}

interface Part extends Block {
  readonly name: string;
}

/** Segments of one point without those that lie inside another; ascending. */
function outermost(parts: readonly Part[]): Part[] {
  const order = [...parts].sort((a, b) => a.first - b.first || b.last - a.last);
  const kept: Part[] = [];
  for (const part of order) if (kept.length === 0 || part.last > kept.at(-1)!.last) kept.push(part);
  return kept;
}

/** Lists a store's segments; `points` alone where given. */
export async function sourcesOf(store: string, points?: ReadonlySet<string>): Promise<Sources> {
  const files: string[] = [];
  let overlapping = false;
  for (const point of await namesIn(pointsFolder(store))) {
    if (points !== undefined && !points.has(point)) continue;
    const folder = pointFolder(store, point);
    const parts = (await namesIn(folder)).flatMap((name) => {
      const block = blockOf(name);
      return block === undefined ? [] : [{ name, ...block }];
    });
    const kept = outermost(parts);
    overlapping ||= kept.some((part, index) => index > 0 && part.first <= kept[index - 1]!.last);
    files.push(...kept.map(({ name }) => join(folder, name)));
  }
  return { files, overlapping };
}

/** A merge replaces segments while others look: list again when one went away meanwhile. */
const looks = 5;

/** A store's segments, every one held against its checksum. Throws StoreFailure that names the first broken one. */
export async function checkedSources(store: string): Promise<Sources> {
  for (let turn = 1; ; turn++) {
    const sources = await sourcesOf(store);
    let gone = false;
    for (const file of sources.files) {
      const checked = await checkSegment(dirname(file), basename(file));
      if (checked.kind === 'broken') throw new StoreFailure('segment', checked.reason, file);
      gone ||= checked.kind === 'gone';
    }
    if (!gone || turn === looks) return sources;
  }
}
