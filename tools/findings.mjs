// Runs the studies of dsl-examples/findings in full and writes what came out into docs/findings: NAME.csv, the figures that NAME.md
// shows, and the tables in it. Chips that are known are not drawn again.
// node tools/findings.mjs [NAME …]
import { spawnSync } from 'node:child_process';
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { figuresIn, pageWith } from './findings-page.mjs';
import { readCsv, summaryOf } from './findings-summary.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const studies = join(root, 'dsl-examples/findings');
const pages = join(root, 'docs/findings');

/** Names of all findings: every study that asks something, so not what they share. */
const names = readdirSync(studies)
  .filter((name) => name.endsWith('.kir') && name !== 'shared.kir')
  .map((name) => name.replace(/\.kir$/, ''))
  .sort();

function refresh(name) {
  const out = join(root, 'out/findings', name);
  const args = ['run', join(studies, `${name}.kir`), '--out', out, '--engine', 'wasm', '--force', '--quiet'];
  const { status } = spawnSync(process.execPath, [join(root, 'apps/cli/bin/kir.js'), ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) return `kir ended with ${status}`;
  const summary = summaryOf(out);
  const page = join(pages, `${name}.md`);
  const text = readFileSync(page, 'utf8');
  writeFileSync(join(pages, `${name}.csv`), summary);
  writeFileSync(page, pageWith(text, readCsv(summary)));
  for (const figure of figuresIn(text)) copyFileSync(join(out, drawnAs(name, figure)), join(pages, figure));
  spawnSync(process.execPath, [join(root, 'node_modules/prettier/bin/prettier.cjs'), '--write', page]);
  return undefined;
}

/** `stuck-cells-accuracy.svg` is the run's `stuck_cells_report-accuracy.svg`. */
const drawnAs = (name, figure) => `${name.replaceAll('-', '_')}_report-${figure.slice(name.length + 1)}`;

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`no finding is called ${unknown.join(', ')}: they are ${names.join(', ')}`);
  process.exit(2);
}
for (const name of asked.length > 0 ? asked : names) {
  const problem = refresh(name);
  console.log(problem === undefined ? `docs/findings/${name}.md` : `${name}: ${problem}`);
  if (problem !== undefined) process.exitCode = 1;
}
