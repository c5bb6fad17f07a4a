// Runs the benchmarks packages/*/bench/*.mjs and apps/*/bench/*.mjs, each in a process of its own, and prints one table.
// A benchmark exports rows(), plain or a promise: [{name, technology, shape, value, unit, reference, ratio, spread}], where reference is the
// twin's value in the same unit and ratio is value over reference; quickest, the ratio of the quickest of each, where repeats alternate;
// memory and referenceMemory [MiB] where they are measured, wanted, the ratio that is asked for, and limit where the value must stay
// below one.
//   --json FILE   writes the rows as one array
//   --only NAME   runs those whose path contains NAME (may be repeated)
import { fork } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const root = join(import.meta.dirname, '..');

const { values: options } = parseArgs({
  options: {
    json: { type: 'string' },
    only: { type: 'string', multiple: true },
    file: { type: 'string' },
  },
});

function benchmarks() {
  const folders = ['packages', 'apps'].flatMap((parent) =>
    readdirSync(join(root, parent)).map((name) => join(parent, name, 'bench')),
  );
  const files = folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => readdirSync(join(root, folder)).map((name) => join(folder, name)));
  return files
    .filter((file) => file.endsWith('.mjs'))
    .filter((file) => !options.only || options.only.some((name) => file.includes(name)))
    .sort();
}

/** The rows of one benchmark, from a child; null where it failed. */
function measure(file) {
  return new Promise((resolve) => {
    let rows = null;
    const child = fork(import.meta.filename, ['--file', file], { execArgv: ['--expose-gc'] });
    child.on('message', (message) => (rows = message));
    child.on('exit', () => resolve(rows));
  });
}

function number(value) {
  if (typeof value !== 'number') return String(value ?? '');
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toFixed(digits);
}

const COLUMNS = [
  ['name', 42, (row) => row.name],
  ['technology', 10, (row) => row.technology],
  ['shape', 24, (row) => row.shape],
  ['value', -10, (row) => number(row.value)],
  ['unit', 6, (row) => row.unit],
  ['reference', -14, (row) => number(row.reference)],
  ['ratio', -8, (row) => number(row.ratio)],
  ['quickest', -8, (row) => number(row.quickest)],
  ['wanted', -8, (row) => number(row.wanted)],
  ['spread', -8, (row) => (typeof row.spread === 'number' ? `${number(100 * row.spread)} %` : '')],
  ['MiB', -8, (row) => number(row.memory)],
  ['reference MiB', -14, (row) => number(row.referenceMemory)],
];

const print = (textOf) =>
  console.log(
    COLUMNS.map(([title, width, cell]) => {
      const text = String(textOf(title, cell));
      return width < 0 ? text.padStart(-width) : text.padEnd(width);
    })
      .join('  ')
      .trimEnd(),
  );

async function runAll() {
  const all = [];
  const failed = [];
  print((title) => title);
  for (const file of benchmarks()) {
    const rows = await measure(file);
    if (rows === null) failed.push(file);
    for (const row of rows ?? []) {
      print((_, cell) => cell(row));
      all.push(row);
    }
  }
  if (options.json) writeFileSync(options.json, `${JSON.stringify(all, null, 2)}\n`);
  for (const file of failed) console.error(`${file}: no rows`);
  const slow = all.filter(({ value, limit }) => limit !== undefined && value > limit);
  for (const { name, value, unit, limit } of slow)
    console.error(`${name}: ${number(value)} ${unit}, over its limit of ${limit} ${unit}`);
  process.exitCode = failed.length + slow.length > 0 ? 1 : 0;
}

async function runOne(file) {
  const { rows } = await import(pathToFileURL(join(root, file)).href);
  if (typeof rows !== 'function') throw new Error(`${file} exports no rows()`);
  process.send(await rows(), () => process.disconnect());
}

if (options.file) await runOne(options.file);
else await runAll();
