// Runs all checks with full counts, or takes the records of such a run, and writes docs/proof.md.
// node tools/proof.mjs [records.jsonl]
// node tools/proof.mjs --only test/statistics [...]   full counts of these tests alone: prints their figures, writes no page
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
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
  if (!run.versions.ngspice)
    return 'ngspice is absent, so that the wires were not held to it: install ngspice and run again';
  if (run.skipped > (run.skippedTests ?? []).length)
    return 'the records do not name the tests that were skipped';
  if (proofs.length === 0) return 'no test has recorded a figure';
  return undefined;
}

/** docs/proof.md: the run, then the figures of each proof in the order of its files and tests. */
export function proofPage({ run, proofs }) {
  const { kirchhoff, commit, node, platform, ngspice } = run.versions;
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
    `| ngspice | ${ngspice} |`,
    ...skippedList(run.skippedTests ?? []),
    '',
    '## Figures',
    '',
    figuresTable(proofs),
    '',
  ].join('\n');
}

function skippedList(tests) {
  if (tests.length === 0) return [];
  return ['', 'Skipped:', '', ...tests.map(({ file, test }) => `- \`${file}\`: ${cell(test)}`)];
}

/** The figures of proofs as a table. */
export function figuresTable(proofs) {
  const order = (a, b) => compare(a.proof, b.proof) || compare(a.file, b.file) || compare(a.test, b.test);
  return ['| proof | figures | test |', '| --- | --- | --- |', ...[...proofs].sort(order).map(row)].join(
    '\n',
  );
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

/** An empty file for records, and the environment in which tests write to it. */
function emptied(file) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, '');
  return { ...process.env, KIRCHHOFF_PROOF: file };
}

/** Runs some tests with full counts and prints what they measured. */
function some(patterns) {
  const file = join(root, 'out/proof-of-some.jsonl');
  const env = { ...emptied(file), KIRCHHOFF_FULL: '1' };
  const jest = ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', ...patterns];
  const { status } = spawnSync(process.execPath, jest, { cwd: root, env, stdio: 'inherit' });
  if (status !== 0) return `the tests of ${patterns.join(' ')} failed`;
  console.log(figuresTable(readRecords(readFileSync(file, 'utf8')).proofs));
  return undefined;
}

function main([given, ...more]) {
  if (given === '--only') return more.length === 0 ? '--only needs the path of a test' : some(more);
  const file = given === undefined ? join(root, 'out/proof.jsonl') : resolve(given);
  if (given === undefined) {
    const env = emptied(file);
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
  const problem = main(process.argv.slice(2));
  if (problem) console.error(problem);
  process.exitCode = problem ? 1 : 0;
}
