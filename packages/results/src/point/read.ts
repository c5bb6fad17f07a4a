import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Columns, concatenate, pickRows, rowsOf } from '../columns.js';
import { namesIn } from '../files/listing.js';
import { blockOf, checksumName } from '../segment/name.js';
import { readSegment } from '../segment/read.js';
import { pointFolder } from './folder.js';

/** A segment that cannot be believed. */
export interface BrokenSegment {
  readonly file: string;
  readonly reason: string;
}

/** Two rows of one trial that differ: a store that mixes results of different programs. */
export interface Conflict {
  readonly point: string;
  readonly trial: number;
  readonly column: string;
  readonly values: readonly [number, number];
}

/** What a store knows of a point: a row per trial, ascending. */
export interface PointRows {
  readonly columns: Columns;
  readonly segments: readonly string[];
  readonly broken: readonly BrokenSegment[];
  readonly conflicts: readonly Conflict[];
}

/** A merge replaces segments while others read: look again when one went away meanwhile. */
const looks = 5;

interface Found {
  readonly names: readonly string[];
  readonly tables: readonly Columns[];
  readonly broken: readonly BrokenSegment[];
  readonly gone: boolean;
}

async function look(folder: string): Promise<Found> {
  const names = (await namesIn(folder)).filter((name) => blockOf(name) !== undefined);
  const tables: Columns[] = [];
  const broken: BrokenSegment[] = [];
  let gone = false;
  for (const name of names) {
    const segment = await readSegment(folder, name);
    if (segment.kind === 'whole') tables.push(segment.columns);
    else if (segment.kind === 'broken') broken.push({ file: join(folder, name), reason: segment.reason });
    else gone = true;
  }
  return { names, tables, broken, gone };
}

const same = (a: number, b: number): boolean => Object.is(a, b);

function compare(point: string, columns: Columns, [one, other]: readonly [number, number]): Conflict[] {
  return Object.entries(columns).flatMap(([column, values]) =>
    same(values[one]!, values[other]!)
      ? []
      : [{ point, trial: columns.trial![one]!, column, values: [values[one]!, values[other]!] as const }],
  );
}

/** Rows of ascending trials, each once, and where doubles differ. */
function distinct(point: string, all: Columns): Pick<PointRows, 'columns' | 'conflicts'> {
  const trials = all.trial ?? new Float64Array(0);
  const order = Array.from({ length: rowsOf(all) }, (_, at) => at).sort(
    (a, b) => trials[a]! - trials[b]! || a - b,
  );
  const kept: number[] = [];
  const conflicts: Conflict[] = [];
  for (const at of order) {
    const last = kept.at(-1);
    if (last === undefined || trials[last] !== trials[at]) kept.push(at);
    else conflicts.push(...compare(point, all, [last, at]));
  }
  return { columns: pickRows(all, kept), conflicts };
}

/** Every whole row of a point. A column that some segments lack is NaN there and counts as a difference. */
export async function readPoint(store: string, point: string): Promise<PointRows> {
  const folder = pointFolder(store, point);
  for (let turn = 1; ; turn++) {
    const { names, tables, broken, gone } = await look(folder);
    if (gone && turn < looks) continue;
    return { ...distinct(point, concatenate(tables)), segments: names, broken };
  }
}

/** Takes a broken segment out of the way, so that its trials are made again; `gc` removes it for good. */
export async function setAside(file: string): Promise<void> {
  await rename(file, `${file}.broken`);
  await rm(checksumName(file), { force: true });
}
