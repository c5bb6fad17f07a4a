// The built worker, with threads that end at tasks of a seeded sequence: before the work, or after it with the result not handed in.
// It is copied beside settings.json: the worker's URL, how many deaths there are, and a seed. The file `tasks` counts tasks, a byte each.
import { appendFileSync, readFileSync, statSync } from 'node:fs';

const counter = new URL('tasks', import.meta.url);
const { worker, deaths, seed } = JSON.parse(readFileSync(new URL('settings.json', import.meta.url), 'utf8'));
const { handle: work } = await import(worker);
const every = 7;

export async function handle(task) {
  appendFileSync(counter, '.');
  const count = statSync(counter).size;
  const dies = count % every === seed % every && count / every < deaths;
  if (dies && count % 2 === 0) process.exit(9);
  const result = await work(task);
  if (dies) process.exit(9);
  return result;
}
