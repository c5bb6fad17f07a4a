import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { kir, type Outcome, startKir, write } from './kir.js';
import { tiny } from './study.js';

/** The tiny study with so many chips at each of its four points. */
export const withTrials = (trials: number): string => tiny.replace('trials = 4', `trials = ${trials}`);

const tables = ['trials.csv', 'summary.csv', 'training.csv'];

/** SHA-256 of a run's tables. */
export function resultsHash(folder: string): string {
  const hash = createHash('sha256');
  for (const name of tables) hash.update(readFileSync(join(folder, name)));
  return hash.digest('hex');
}

/** Chips that a run evaluated and that it knew, by its `started` event. */
export function counts({ stderr }: Pick<Outcome, 'stderr'>): { trials: number; known: number } {
  const line = stderr.split('\n').find((text) => text.includes('"kind":"started"'));
  const { trials, known } = JSON.parse(line ?? '{}') as { trials: number; known: number };
  return { trials, known };
}

/** Files below a folder whose names hold a piece of text. */
export const filesWith = (folder: string, piece: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.includes(piece))
    .map((name) => join(folder, name));

/** Rows that a store vouches for. */
export function storedRows(store: string, cwd: string): number {
  const { status, stdout } = kir(['verify', '--store', store, '--json'], { cwd });
  expect(status).toBe(0);
  return (JSON.parse(stdout) as { rows: number }).rows;
}

/** A folder with trained weights and the results of an undisturbed run of `trials` chips per point. */
export function undisturbed(cwd: string, trials: number): { hash: string; weights: string } {
  write(cwd, 'study.kir', withTrials(trials));
  const { status } = kir(['run', 'study.kir', '--store', 'first', '--out', 'out/first', '--quiet'], { cwd });
  expect(status).toBe(0);
  return { hash: resultsHash(join(cwd, 'out/first')), weights: join(cwd, 'first/weights') };
}

/** A store that holds the weights alone. */
export function freshStore(cwd: string, name: string, weights: string): string {
  const store = join(cwd, name);
  cpSync(weights, join(store, 'weights'), { recursive: true });
  return store;
}

/** Starts the study and kills it with SIGKILL after a share of `longest` [ms] once its chips are being evaluated. */
export async function killed(cwd: string, args: readonly string[], delay: number): Promise<void> {
  const { child, output, ended } = startKir([...args, '--events'], { cwd });
  for (let turn = 0; turn < 1200 && !output.stderr.includes('"kind":"started"'); turn++) await wait(25);
  await wait(delay);
  child.kill('SIGKILL');
  await ended;
}
