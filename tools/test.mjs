// All checks, in the order in which a mistake is cheapest; ends with one line `N passed, M failed`.
import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

const node = process.execPath;
const scratch = mkdtempSync(join(tmpdir(), 'kirchhoff-test-'));
const report = join(scratch, 'jest.json');
const jest = (...args) => [node, '--experimental-vm-modules', 'node_modules/jest/bin/jest.js', ...args];

const steps = [
  { name: 'build', command: [node, 'tools/build.mjs'] },
  { name: 'native kernels', command: [node, 'packages/kernels-native/build.mjs'] },
  {
    name: 'formatting',
    command: [node, 'node_modules/prettier/bin/prettier.cjs', '--check', '.', '--log-level', 'warn'],
  },
  { name: 'lint', command: [node, 'node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0'] },
  {
    name: 'types of the tests',
    command: [node, 'node_modules/typescript/bin/tsc', '-b', 'tsconfig.test.json'],
  },
  { name: 'another Node', command: [node, 'tools/other-node.mjs'] },
  {
    name: 'jest',
    command: jest('--json', `--outputFile=${report}`, '--testLocationInResults=false', '--silent'),
  },
];

const begin = new Date();
let passed = 0;
let failed = 0;
let skipped = 0;
const skippedTests = [];
for (const { name, command } of steps) {
  const started = Date.now();
  const [program, ...args] = command;
  const { status } = spawnSync(program, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`${status === 0 ? 'ok' : 'FAILED'}  ${name} (${seconds} s)`);
  if (name === 'jest') {
    const result = readResult();
    passed += result.numPassedTests;
    failed += result.numFailedTests + result.numRuntimeErrorTestSuites;
    skipped += result.numPendingTests;
    skippedTests.push(...skippedOf(result));
    if (status !== 0 && failed === 0) failed += 1;
  } else if (status === 0) passed += 1;
  else {
    failed += 1;
    if (name === 'build') break;
  }
}
rmSync(scratch, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
if (process.env.KIRCHHOFF_PROOF) appendFileSync(process.env.KIRCHHOFF_PROOF, `${JSON.stringify(run())}\n`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);

/** Tests that did not run, each with its file. */
function skippedOf({ testResults = [] }) {
  return testResults.flatMap(({ name, assertionResults = [] }) =>
    assertionResults
      .filter(({ status }) => status !== 'passed' && status !== 'failed')
      .map(({ fullName }) => ({ file: relative(process.cwd(), name), test: fullName })),
  );
}

function readResult() {
  try {
    return JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    return { numPassedTests: 0, numFailedTests: 1, numRuntimeErrorTestSuites: 0, numPendingTests: 0 };
  }
}

/** What docs/proof.md says of a run: tools/proof.mjs reads it. */
function run() {
  const full = Boolean(process.env.KIRCHHOFF_FULL);
  const seconds = Math.round((Date.now() - begin.getTime()) / 1000);
  const says = (program, ...args) =>
    spawnSync(program, args, { encoding: 'utf8' }).stdout?.trim() || undefined;
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  const versions = {
    kirchhoff: version,
    commit: says('git', 'describe', '--always', '--dirty', '--abbrev=10'),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    ngspice: says('ngspice', '--version')?.match(/ngspice-\d+/)?.[0],
  };
  const command = full ? 'npm run test:full' : 'npm test';
  const counts = { passed, failed, skipped, skippedTests };
  return { run: { command, full, date: begin.toISOString(), seconds, ...counts, versions } };
}
