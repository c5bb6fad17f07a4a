// Runs the studies of dsl-examples/findings and dsl-examples/training in full and writes what came out into docs/findings: NAME.csv, the
// figures that NAME.md shows, and the tables in it. A study of training is called training-STUDY. Chips and weights that are known are not
// made again; Fashion-MNIST, CIFAR-10 and the ResNet are read from KIRCHHOFF_DATA and KIRCHHOFF_MODELS.
// node tools/findings.mjs [NAME …]
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { figuresIn, pageWith } from './findings-page.mjs';
import { readCsv, summaryOf } from './findings-summary.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const pages = join(root, 'docs/findings');

/** Every study of a folder that asks something, so not what they share, by the name of its page. */
const studiesOf = (folder, prefix) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.kir') && name !== 'shared.kir')
    .map((name) => [prefix + name.replace(/\.kir$/, ''), join(root, folder, name)]);

const studies = new Map(
  [...studiesOf('dsl-examples/findings', ''), ...studiesOf('dsl-examples/training', 'training-')].sort(
    ([a], [b]) => (a < b ? -1 : 1),
  ),
);
/** Names of all findings: the studies that have a page. */
const names = [...studies.keys()].filter((name) => existsSync(join(pages, `${name}.md`)));

function refresh(name) {
  const out = join(root, 'out/findings', name);
  const args = ['run', studies.get(name), '--out', out, '--engine', 'wasm', '--force', '--quiet'];
  const { status } = spawnSync(process.execPath, [join(root, 'apps/cli/bin/kir.js'), ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) return `kir ended with ${status}`;
  const summary = summaryOf(out);
  const page = join(pages, `${name}.md`);
  const text = readFileSync(page, 'utf8');
  writeFileSync(join(pages, `${name}.csv`), summary);
  writeFileSync(page, pageWith(text, readCsv(summary)));
  for (const figure of figuresIn(text))
    copyFileSync(join(out, drawnAs(out, name, figure)), join(pages, figure));
  spawnSync(process.execPath, [join(root, 'node_modules/prettier/bin/prettier.cjs'), '--write', page]);
  return undefined;
}

/** `stuck-cells-accuracy.svg` is the run's `stuck_cells_report-accuracy.svg`: the figure of that name on any of its pages. */
function drawnAs(out, name, figure) {
  const ending = `_report-${figure.slice(name.length + 1)}`;
  const found = readdirSync(out).filter((file) => file.endsWith(ending));
  if (found.length !== 1) throw new Error(`${out} has ${found.length} figures ${ending}`);
  return found[0];
}

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
