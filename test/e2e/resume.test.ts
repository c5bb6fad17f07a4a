import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordProof } from '../proof/record.js';
import { expectReport, kir, scratch, write } from './kir.js';
import {
  counts,
  filesWith,
  freshStore,
  killed,
  resultsHash,
  storedRows,
  undisturbed,
  withTrials,
} from './stored.js';

const cwd = scratch();
const trials = 30;
const points = 4;
let first: ReturnType<typeof undisturbed>;

beforeAll(() => {
  first = undisturbed(cwd, trials);
});

const run = (store: string, out: string, study = 'study.kir') =>
  kir(['run', study, '--store', store, '--out', `out/${out}`, '--force', '--events'], { cwd });

describe('a run resumes', () => {
  it('the same command again evaluates nothing and gives the same bytes', () => {
    const again = run('first', 'again');
    expect(again.status).toBe(0);
    expect(counts(again)).toEqual({ trials: 0, known: points * trials });
    expect(resultsHash(join(cwd, 'out/again'))).toBe(first.hash);
  });

  it('more trials, another value, another report: only what is new', () => {
    const store = freshStore(cwd, 'grown', first.weights);
    write(cwd, 'few.kir', withTrials(8));
    expect(counts(run(store, 'few', 'few.kir'))).toEqual({ trials: points * 8, known: 0 });
    write(cwd, 'more.kir', withTrials(12));
    expect(counts(run(store, 'more', 'more.kir'))).toEqual({ trials: points * 4, known: points * 8 });
    const wider = withTrials(12).replace('[3, 30]', '[3, 10, 30]').replace('as sigma', 'as spread');
    write(cwd, 'wider.kir', `${wider}\nreport r { of = first, plot p { x = spread, y = mean(accuracy) } }\n`);
    const widened = run(store, 'wider', 'wider.kir');
    expect(counts(widened)).toEqual({ trials: 2 * 12, known: points * 12 });
    const fresh = run(freshStore(cwd, 'fresh', first.weights), 'fresh', 'wider.kir');
    expect(counts(fresh).known).toBe(0);
    expect(resultsHash(join(cwd, 'out/wider'))).toBe(resultsHash(join(cwd, 'out/fresh')));
  });

  it('after a flipped byte only that segment is made again, and a word says so', () => {
    const store = freshStore(cwd, 'flipped', first.weights);
    run(store, 'flipped');
    kir(['merge', '--store', store], { cwd });
    const [segment] = filesWith(join(store, 'points'), '.parquet').filter((name) =>
      name.endsWith('.parquet'),
    );
    const bytes = readFileSync(segment!);
    bytes[bytes.length >> 1]! ^= 4;
    writeFileSync(segment!, bytes);
    const verified = kir(['verify', '--store', store], { cwd });
    expect(verified.status).toBe(2);
    expect(verified.stdout).toContain(segment);
    const asked = kir(['query', 'select avg(accuracy) from trials', '--store', store], { cwd });
    expect(asked.status).toBe(2);
    expect(asked.stderr).toContain(segment);
    const repaired = run(store, 'flipped');
    expect(counts(repaired)).toEqual({ trials, known: (points - 1) * trials });
    expect(repaired.stderr).toContain('broken');
    expect(resultsHash(join(cwd, 'out/flipped'))).toBe(first.hash);
    expect(storedRows(store, cwd)).toBe(points * trials);
  });
});

describe('kill -9', () => {
  const kills = process.env.KIRCHHOFF_FULL ? 20 : 2;

  it(`${kills} times at any moment: nothing kept is lost or counted twice, the results are those of an undisturbed run`, async () => {
    const store = freshStore(cwd, 'killed', first.weights);
    const args = ['run', 'study.kir', '--store', store, '--out', 'out/killed'];
    let kept = 0;
    for (let turn = 0; turn < kills; turn++) {
      await killed(cwd, args, ((turn * 617) % 1000) + 200);
      const rows = storedRows(store, cwd);
      expect(rows).toBeGreaterThanOrEqual(kept);
      kept = rows;
    }
    const last = run(store, 'killed');
    expect(last.status).toBe(0);
    expect(counts(last)).toEqual({ trials: points * trials - kept, known: kept });
    expect(resultsHash(join(cwd, 'out/killed'))).toBe(first.hash);
    expect(storedRows(store, cwd)).toBe(points * trials);
    expect(kir(['gc', '--store', store], { cwd }).status).toBe(0);
    expect(filesWith(store, '.part')).toEqual([]);
    recordProof('Store, kill -9 of the main process', {
      kills,
      'chips of the study': points * trials,
      'chips kept before the last run': kept,
      'rows in the store at its end': storedRows(store, cwd),
    });
  }, 3_000_000);
});

describe('commands on a store', () => {
  it('runs, query, export', () => {
    const listed = kir(['runs', '--store', 'first'], { cwd });
    expect(listed.stdout).toMatch(/study\.kir .* 4 +120\n/);
    const asked = kir(
      [
        'query',
        `select ratio, count(*) as n from trials group by ratio order by 1`,
        '--store',
        'first',
        '--json',
      ],
      {
        cwd,
      },
    );
    expect((JSON.parse(asked.stdout) as { rows: unknown }).rows).toEqual([
      [3, 60],
      [30, 60],
    ]);
    const wrong = kir(['query', 'selec', '--store', 'first'], { cwd });
    expect(wrong.status).toBe(1);
    expectReport(wrong);
    const none = kir(['runs', '--store', 'nowhere'], { cwd });
    expect(none.status).toBe(1);
    expect(none.stderr).toContain('nowhere holds no runs');
  });

  it('export writes the same numbers in every form', () => {
    const files = ['--csv', 'x.csv', '--parquet', 'x.parquet', '--xlsx', 'x.xlsx', '--npz', 'x.npz'];
    expect(kir(['export', 'out/first', ...files], { cwd }).status).toBe(0);
    const records = JSON.parse(kir(['export', 'out/first', '--json'], { cwd }).stdout) as Record<
      string,
      number
    >[];
    expect(records).toHaveLength(points * trials);
    const csv = readFileSync(join(cwd, 'x.csv'), 'utf8').trim().split('\n');
    expect(csv[0]!.split(',')).toEqual(Object.keys(records[0]!));
    expect(csv[0]).toContain('sigma [fraction of target],ratio,repeat,trial,accuracy [fraction]');
    expect(csv.slice(1)).toEqual(records.map((record) => Object.values(record).join(',')));
    const sql = `select sum("cross_entropy [nat]") from 'x.parquet'`;
    const { rows } = JSON.parse(kir(['query', sql, '--store', 'first', '--json'], { cwd }).stdout) as {
      rows: number[][];
    };
    const sum = records.reduce((total, record) => total + record['cross_entropy [nat]']!, 0);
    expect(rows[0]![0]).toBeCloseTo(sum, 8);
  });
});
