// Runs all checks with full counts, or takes the records of such a run, and writes docs/proof.md.
// node tools/proof.mjs [records.jsonl]
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const page = join(root, 'docs/proof.md');

/** The records of a run, one JSON line each: `{ run }` of the whole run, `{ proof, file, test, figures }` of a measurement. */
export function readRecords(text) {
  const records = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
  return {
    run: records.find((record) => record.run)?.run,
    proofs: records.filter((record) => record.proof),
  };
}

/** Why the records are no last full run; undefined where they are one. */
export function unfit({ run, proofs }) {
  if (!run)
    return 'the records hold no run: they come from `npm run test:full` with KIRCHHOFF_PROOF=records.jsonl';
  if (!run.full) return `\`${run.command}\` ran with reduced counts: set KIRCHHOFF_FULL=1`;
  if (run.failed > 0) return `${run.failed} checks failed`;
  if (proofs.length === 0) return 'no test has recorded a figure';
  return undefined;
}

/** docs/proof.md: the run, then the figures of each proof in the order of its files and tests. */
export function proofPage({ run, proofs }) {
  const { kirchhoff, commit, node, platform, ngspice } = run.versions;
  const order = (a, b) => compare(a.proof, b.proof) || compare(a.file, b.file) || compare(a.test, b.test);
  return [
    '# What the tests have measured',
    '',
    'Written by `npm run proof` from what the tests report of themselves. Every row is a test that also asserts its bound.',
    '',
    '| last full run | |',
    '| --- | --- |',
    `| command | \`${run.command}\` |`,
    `| date | ${run.date.slice(0, 16).replace('T', ' ')} UTC |`,
    `| time | ${Math.ceil(run.seconds / 60)} min |`,
    `| result | ${run.passed} passed, ${run.failed} failed, ${run.skipped} skipped |`,
    `| Kirchhoff | ${kirchhoff}${commit ? `, commit ${commit}` : ''} |`,
    `| Node | ${node}, ${platform} |`,
    `| ngspice | ${ngspice ?? 'absent'} |`,
    '',
    '## Figures',
    '',
    '| proof | figures | test |',
    '| --- | --- | --- |',
    ...[...proofs].sort(order).map(row),
    '',
  ].join('\n');
}

function row({ proof, figures, file, test }) {
  const said = Object.entries(figures).map(([name, value]) => `${name} ${written(value)}`);
  return `| ${cell(proof)} | ${cell(said.join('; '))} | \`${file}\`: ${cell(test)} |`;
}

function written(value) {
  if (Number.isInteger(value)) return value.toLocaleString('en-US');
  return String(Number(value.toPrecision(4)));
}

const cell = (text) => text.replaceAll('|', '\\|').replaceAll('*', '\\*').replaceAll('_', '\\_');
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

function main(given) {
  const file = given === undefined ? join(root, 'out/proof.jsonl') : resolve(given);
  if (given === undefined) {
    mkdirSync(dirname(file), { recursive: true });
    rmSync(file, { force: true });
    const env = { ...process.env, KIRCHHOFF_PROOF: file };
    const { status } = spawnSync('npm', ['run', '--silent', 'test:full'], {
      cwd: root,
      env,
      stdio: 'inherit',
    });
    if (status !== 0) return 'the full run failed: docs/proof.md is as it was';
  }
  const records = readRecords(readFileSync(file, 'utf8'));
  const reason = unfit(records);
  if (reason) return `${file}: ${reason}`;
  writeFileSync(page, proofPage(records));
  spawnSync(process.execPath, [join(root, 'node_modules/prettier/bin/prettier.cjs'), '--write', page]);
  return undefined;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const problem = main(process.argv[2]);
  if (problem) console.error(problem);
  process.exitCode = problem ? 1 : 0;
}
