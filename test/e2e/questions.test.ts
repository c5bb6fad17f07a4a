import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kir, scratch, write } from './kir.js';
import { counts, resultsHash } from './stored.js';
import { tiny } from './study.js';

const cwd = scratch();
const read = (...path: string[]): string => readFileSync(join(cwd, ...path), 'utf8');
const rowsOf = (text: string): string[][] =>
  text
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((row) => row.split(','));

const sweep = /  sweep \{[^}]*\}\n  trials = 4\n/;
const searching = tiny.replace(
  sweep,
  `  sweep { chip.device.on_off_ratio as ratio = [3, 30] }
  find largest chip.device.programming_variation.sigma as sigma in 0 % to 80 % of target within 5 %
  require yield(accuracy_loss < 5 %) >= 80 %
  trials = 16 to 64
`,
);
const stopping = tiny.replace('trials = 4', 'trials = 4 to 32\n  until half_width(accuracy) <= 2 %');

beforeAll(() => {
  write(cwd, 'searching.kir', searching);
  write(cwd, 'stopping.kir', stopping);
});

const run = (study: string, out: string, ...more: string[]) =>
  kir(['run', `${study}.kir`, '--out', `out/${out}`, '--store', `store-${out}`, '--events', ...more], {
    cwd,
  });

describe('find … require …', () => {
  it('answers with the value, its evidence, its confidence and its price', () => {
    const { status, stdout } = run('searching', 'one', '--workers', '1');
    expect(status).toBe(0);
    expect(stdout).toMatch(/largest sigma shown with 95 % confidence, by \d+ chips/);
    expect(stdout).toMatch(
      /the largest sigma that reaches yield \(accuracy loss < 5 %\) >= 80 % is \d+ % of target/,
    );
    expect(stdout).toMatch(/every point with 64 chips would take 2176/);
    const answers = rowsOf(read('out/one/answers.csv'));
    expect(answers.map((row) => row[1])).toEqual(['3', '30']);
    const chips = answers.reduce((sum, row) => sum + Number(row[7]), 0);
    expect(rowsOf(read('out/one/trials.csv'))).toHaveLength(chips);
    expect(chips).toBeLessThan(2176 / 5);
    expect(read('out/one/first.html')).toContain('<ul class="verdict">');
  });

  it('the same bytes for any number of workers, and nothing is evaluated again', () => {
    expect(run('searching', 'two', '--workers', '2').status).toBe(0);
    expect(resultsHash(join(cwd, 'out/two'))).toBe(resultsHash(join(cwd, 'out/one')));
    const again = run('searching', 'two', '--workers', '2', '--force');
    expect(counts(again).trials).toBe(0);
    expect(read('out/two/answers.csv')).toBe(read('out/one/answers.csv'));
  });

  it('says before the run what so few chips cannot show', () => {
    write(cwd, 'few.kir', searching.replace('trials = 16 to 64', 'trials = 10'));
    const { status, stderr } = kir(['run', 'few.kir'], { cwd });
    expect(status).toBe(1);
    expect(stderr).toContain('K401');
  });
});

describe('until', () => {
  it('stops every point after a whole batch, once its interval is narrow', () => {
    const { status, stdout } = run('stopping', 'stop', '--workers', '1');
    expect(status).toBe(0);
    expect(stdout).toMatch(/accuracy of 4 to \d+ chips per point/);
    const summary = rowsOf(read('out/stop/summary.csv'));
    for (const row of summary) {
      expect(['4', '8', '16', '32']).toContain(row[3]);
      const half = (Number(row[7]) - Number(row[6])) / 2;
      if (row[3] !== '32') expect(half).toBeLessThanOrEqual(0.02);
    }
    expect(run('stopping', 'stopped', '--workers', '2').status).toBe(0);
    expect(resultsHash(join(cwd, 'out/stopped'))).toBe(resultsHash(join(cwd, 'out/stop')));
  });
});

describe('kir plan --pilot', () => {
  it('tells the time of a few chips, with its spread', () => {
    const { status, stdout } = kir(
      ['plan', 'stopping.kir', '--pilot', '--workers', '1', '--store', 'store-stop'],
      { cwd },
    );
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /pilot: 6 chips at 3 points took [\d.e-]+ s per chip \([\d.e-]+ s to [\d.e-]+ s by point\)/,
    );
    const json = kir(
      ['plan', 'stopping.kir', '--pilot', '--workers', '1', '--store', 'store-stop', '--json'],
      { cwd },
    );
    expect(JSON.parse(json.stdout).pilot).toMatchObject({ chips: 6, points: 3 });
  });
});

describe('kir compare', () => {
  it('says what differs and pairs the same chips', () => {
    write(cwd, 'finer.kir', stopping.replace('bits = 6', 'bits = 8'));
    expect(run('finer', 'finer').status).toBe(0);
    const { status, stdout } = kir(['compare', 'out/stop', 'out/finer'], { cwd });
    expect(status).toBe(0);
    expect(stdout).toContain('- adc sar6 { bits = 6 }');
    expect(stdout).toContain('+ adc sar6 { bits = 8 }');
    expect(stdout).toMatch(/sigma = 40 % of target, ratio = 30 .* the same/);
    const same = kir(['compare', 'out/stop', 'out/stopped', '--json'], { cwd });
    const { changes, points } = JSON.parse(same.stdout) as {
      changes: unknown[];
      points: { difference: number }[];
    };
    expect(changes).toEqual([]);
    expect(points.map(({ difference }) => difference)).toEqual([0, 0, 0, 0]);
  });

  it('refuses a folder without a run', () => {
    expect(kir(['compare', 'out/stop', 'out/nothing'], { cwd }).status).toBe(1);
  });
});
