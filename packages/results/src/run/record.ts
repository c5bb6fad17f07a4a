import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StoreFailure } from '../failure.js';
import { makeFolder, writeDurable } from '../files/durable.js';
import { isAbsent } from '../files/fault.js';
import { namesIn } from '../files/listing.js';

/** One network of one point of a run, and the hash its trials are stored under. */
export interface RunPoint {
  readonly experiment: string;
  /** From 0 in plan order. */
  readonly point: number;
  /** Which of the independently trained networks, from 0. */
  readonly repeat: number;
  readonly hash: string;
  /** Trials 0 to this less one belong to the run. */
  readonly trials: number;
  /** What the point sets, by axis: SI numbers, or words. */
  readonly axes: Readonly<Record<string, number | string>>;
}

/** A run as it is registered: which points it needs, by which plan, made where. */
export interface StoredRun {
  /** The plan's hash. */
  readonly id: string;
  readonly environment: Readonly<Record<string, unknown>>;
  readonly points: readonly RunPoint[];
}

/** The folder of a store's runs. */
export const runsFolder = (store: string): string => join(store, 'runs');

const text = (value: string): Uint8Array => new TextEncoder().encode(value);

/** Registers a run before its first trial, so that its points are never taken for garbage. */
export async function recordRun(store: string, run: StoredRun, plan: string): Promise<void> {
  const folder = join(runsFolder(store), run.id);
  await makeFolder(folder);
  await writeDurable(folder, [
    { name: 'plan.json', bytes: text(plan) },
    { name: 'environment.json', bytes: text(`${JSON.stringify(run.environment, null, 2)}\n`) },
    { name: 'points.json', bytes: text(`${JSON.stringify(run.points)}\n`) },
  ]);
}

async function jsonIn(path: string): Promise<unknown> {
  let content: string;
  try {
    content = await readFile(path, 'utf8');
  } catch (cause) {
    if (isAbsent(cause)) return undefined;
    throw cause;
  }
  try {
    return JSON.parse(content) as unknown;
  } catch {
    throw new StoreFailure('run', 'it is not JSON', path);
  }
}

async function readRun(store: string, id: string): Promise<StoredRun | undefined> {
  const folder = join(runsFolder(store), id);
  const points = await jsonIn(join(folder, 'points.json'));
  const environment = await jsonIn(join(folder, 'environment.json'));
  if (points === undefined) return undefined;
  if (!Array.isArray(points) || typeof environment !== 'object' || environment === null)
    throw new StoreFailure('run', 'it holds no points', join(folder, 'points.json'));
  return { id, points: points as RunPoint[], environment: environment as StoredRun['environment'] };
}

/** Every run of a store, by the plan's hash; folders that hold none are left out. Throws StoreFailure. */
export async function readRuns(store: string): Promise<StoredRun[]> {
  const runs: StoredRun[] = [];
  for (const id of await namesIn(runsFolder(store))) {
    const run = await readRun(store, id);
    if (run !== undefined) runs.push(run);
  }
  return runs;
}
