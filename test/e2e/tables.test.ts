import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kir, expectReport, scratch, write } from './kir.js';
import { known, writeWeights } from './known.js';

const cwd = scratch();
const rest =
  'write_verify { tolerance = 6 uS, attempts = 4 }\n  shared { per_chip = 10 %, per_column = 20 % }';
const devices = (pairs = 'pairs.csv'): string => `device cells {
  on_state              = 100 uS
  off_state             = 10 uS
  programming_variation = table("${pairs}", target = "target [uS]", value = "read back")
  ${rest}
}

device moments from cells {
  programming_variation = table("moments.csv", target = "target", mean = "mean", sigma = "sd")
  stuck_off             = 1 % of cells
  drift { time = 1 day, nu = 0.05, nu_sigma = 0.01, t0 = 20 s, compensate = global }
}
`;
const sweep = 'sweep { chip.device as measured = [cells, moments] }\n  seed = 5';

beforeAll(() => {
  writeWeights(cwd);
  write(cwd, 'pairs.csv', 'target [uS],read back [nS]\n110,113000\n5,6000\n5,-5500\n110,79000\n5,8000\n');
  write(cwd, 'moments.csv', '# wafer 7\ntarget [uS]; mean [uS]; sd [nS]\n5; 6; 500\n110; 112; 900\n');
  write(cwd, 'short.csv', 'target [uS],read back [nS]\n20,21000\n90,95000\n');
  write(cwd, 'words.csv', 'target [uS],read back [nS]\n5,6000\n110,none\n');
  write(cwd, 'tables.kir', known(devices(), sweep));
});

it('a study of measured tables is checked, planned and run, the same bytes from 1 and 2 workers', () => {
  expect(kir(['check', 'tables.kir'], { cwd }).status).toBe(0);
  expect(kir(['plan', 'tables.kir'], { cwd }).stdout).toContain('2 points');
  const files = ['1', '2'].map((workers) => {
    const { status, stderr } = kir(['run', 'tables.kir', '--workers', workers, '--out', workers], { cwd });
    expect(stderr).not.toMatch(/error|bug/);
    expect(status).toBe(0);
    return ['trials.csv', 'summary.csv'].map((name) => readFileSync(join(cwd, workers, name), 'utf8'));
  });
  expect(files[0]).toEqual(files[1]);
  const rows = files[0]![0]!.trimEnd().split('\n').slice(1);
  expect(rows.map((row) => row.split(',')[2])).toEqual(
    [...'0000'].map(() => 'cells').concat([...'0000'].map(() => 'moments')),
  );
  expect(new Set(rows.map((row) => row.split(',').slice(-2).join())).size).toBe(8);
});

it.each([
  ['short.csv', 'K311', 'targets from 20 uS to 90 uS'],
  ['words.csv', 'K605', 'none'],
  ['nowhere.csv', 'K603', 'nowhere.csv'],
])('%s is refused by %s on the text', (file, code, words) => {
  write(cwd, 'refused.kir', known(devices(file), sweep));
  const outcome = kir(['check', 'refused.kir'], { cwd });
  expect(outcome.status).toBe(1);
  expectReport(outcome);
  expect(outcome.stderr).toContain(`error[${code}]`);
  expect(outcome.stderr).toContain(words);
});
