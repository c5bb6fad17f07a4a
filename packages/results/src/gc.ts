import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { faultCode, isAbsent } from './files/fault.js';
import { namesIn } from './files/listing.js';
import { pointFolder, pointsFolder } from './point/folder.js';
import { readRuns, runsFolder } from './run/record.js';

/** What was freed. */
export interface Freed {
  readonly points: number;
  readonly runs: number;
  readonly files: number;
  readonly bytes: number;
}

export interface GcOptions {
  /** Runs to forget, by the plan's hash; their points go where no other run needs them. */
  readonly forget?: readonly string[];
  /** Folders beside the points whose writers may be killed too. */
  readonly beside?: readonly string[];
  /** Say what would go, and leave it. */
  readonly dry?: boolean;
}

/** Leftovers of a process that was killed are older than any write takes [ms]. */
const staleAfter = 3_600_000;

async function sizeAndAge(path: string): Promise<{ bytes: number; age: number }> {
  try {
    const { size, mtimeMs } = await stat(path);
    return { bytes: size, age: Date.now() - mtimeMs };
  } catch (cause) {
    if (isAbsent(cause)) return { bytes: 0, age: 0 };
    throw cause;
  }
}

/** True for the process whose id a temporary file carries, while it lives. */
function writerLives(name: string): boolean {
  const id = Number(/\.(\d+)(?:\.\d+)?\.part$/.exec(name)?.[1]);
  try {
    return process.kill(id, 0);
  } catch (cause) {
    return faultCode(cause) === 'EPERM';
  }
}

const isLeftover = (name: string, age: number): boolean =>
  name.endsWith('.broken') || (name.endsWith('.part') && (age > staleAfter || !writerLives(name)));

/** Frees points that no run needs, broken segments set aside, and what killed processes left half-written. */
export async function collectGarbage(
  store: string,
  { forget = [], beside = [], dry = false }: GcOptions = {},
): Promise<Freed> {
  const runs = await readRuns(store);
  const kept = runs.filter(({ id }) => !forget.includes(id));
  const needed = new Set(kept.flatMap(({ points }) => points.map(({ hash }) => hash)));
  const freed = { points: 0, runs: runs.length - kept.length, files: 0, bytes: 0 };
  if (!dry)
    for (const { id } of runs.filter((run) => !kept.includes(run)))
      await rm(join(runsFolder(store), id), { recursive: true, force: true });
  const clear = async (folder: string, whole: boolean): Promise<void> => {
    for (const name of await namesIn(folder)) {
      const { bytes, age } = await sizeAndAge(join(folder, name));
      if (!whole && !isLeftover(name, age)) continue;
      freed.files++;
      freed.bytes += bytes;
      if (!dry) await rm(join(folder, name), { force: true });
    }
  };
  for (const point of await namesIn(pointsFolder(store))) {
    const folder = pointFolder(store, point);
    const whole = !needed.has(point);
    if (whole) freed.points++;
    await clear(folder, whole);
    if (whole && !dry) await rm(folder, { recursive: true, force: true });
  }
  for (const folder of beside) await clear(folder, false);
  return freed;
}
