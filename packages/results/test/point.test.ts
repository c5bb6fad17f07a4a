import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { collectGarbage } from '../src/gc.js';
import { appendRows } from '../src/point/append.js';
import { makePoint, pointFolder } from '../src/point/folder.js';
import { mergePoint } from '../src/point/merge.js';
import { readPoint, setAside } from '../src/point/read.js';
import { recordRun } from '../src/run/record.js';
import { verifyStore } from '../src/verify.js';
import { rows, scratch } from './scratch.js';

const store = scratch();
const trialsOf = async (point: string): Promise<number[]> => [
  ...((await readPoint(store, point)).columns.trial ?? []),
];
const files = (point: string): string[] => readdirSync(pointFolder(store, point)).sort();
const range = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

describe('a point', () => {
  it('holds what was appended, a segment per run of consecutive trials, in any order', async () => {
    await makePoint(store, 'aa', '{}\n');
    const { trial, accuracy } = rows(0, 9);
    const order = [7, 8, 2, 1, 0];
    await appendRows(store, 'aa', {
      trial: Float64Array.from(order, (at) => trial![at]!),
      accuracy: Float64Array.from(order, (at) => accuracy![at]!),
    });
    expect(await trialsOf('aa')).toEqual([0, 1, 2, 7, 8]);
    expect(files('aa')).toEqual([
      '00000000-00000002.parquet',
      '00000000-00000002.parquet.sha256',
      '00000007-00000008.parquet',
      '00000007-00000008.parquet.sha256',
      'point.json',
    ]);
  });

  it('merges to one segment per run with the same rows; a second merge changes nothing', async () => {
    await makePoint(store, 'bb', '{}\n');
    for (let first = 0; first < 60; first += 10) await appendRows(store, 'bb', rows(first, first + 9));
    await appendRows(store, 'bb', rows(15, 24));
    const before = await readPoint(store, 'bb');
    expect(before.conflicts).toEqual([]);
    expect(await mergePoint(store, 'bb')).toMatchObject({ before: 7, after: 1, conflicts: [], broken: [] });
    expect((await readPoint(store, 'bb')).columns).toEqual(before.columns);
    const merged = readFileSync(join(pointFolder(store, 'bb'), '00000000-00000059.parquet'));
    expect(await mergePoint(store, 'bb')).toMatchObject({ before: 1, after: 1 });
    expect(readFileSync(join(pointFolder(store, 'bb'), '00000000-00000059.parquet'))).toEqual(merged);
  });

  it('says which rows of one trial differ, and merges nothing then', async () => {
    await makePoint(store, 'cc', '{}\n');
    await appendRows(store, 'cc', rows(0, 9));
    const other = rows(9, 12);
    other.accuracy![0] = 0.5;
    await appendRows(store, 'cc', other);
    const names = files('cc');
    const { conflicts } = await mergePoint(store, 'cc');
    expect(conflicts).toEqual([
      { point: 'cc', trial: 9, column: 'accuracy', values: [Math.fround(0.9 - 9 / 1000), 0.5] },
    ]);
    expect(files('cc')).toEqual(names);
    expect((await verifyStore(store)).conflicts).toEqual(conflicts);
  });

  it('loses only the trials of a broken segment', async () => {
    await makePoint(store, 'dd', '{}\n');
    await appendRows(store, 'dd', rows(0, 9));
    await appendRows(store, 'dd', rows(10, 19));
    const path = join(pointFolder(store, 'dd'), '00000010-00000019.parquet');
    const bytes = readFileSync(path);
    bytes[60] = bytes[60]! ^ 1;
    writeFileSync(path, bytes);
    const { broken } = await readPoint(store, 'dd');
    expect(broken).toEqual([{ file: path, reason: 'its checksum differs' }]);
    await setAside(path);
    expect(await trialsOf('dd')).toEqual(range(0, 9));
    await appendRows(store, 'dd', rows(10, 19));
    expect(await trialsOf('dd')).toEqual(range(0, 19));
    expect((await readPoint(store, 'dd')).broken).toEqual([]);
  });

  it('is found whole by readers while it grows and is merged', async () => {
    await makePoint(store, 'ee', '{}\n');
    let ready = 0;
    const writer = (async () => {
      for (let first = 0; first < 300; first += 10) {
        await appendRows(store, 'ee', rows(first, first + 9));
        ready = first + 10;
        if (first % 50 === 40) await mergePoint(store, 'ee');
      }
    })();
    const reader = async (): Promise<void> => {
      while (ready < 300) {
        const least = ready;
        const { columns, broken, conflicts } = await readPoint(store, 'ee');
        expect({ broken, conflicts }).toEqual({ broken: [], conflicts: [] });
        const trials = [...(columns.trial ?? [])];
        expect(trials.length).toBeGreaterThanOrEqual(least);
        expect(trials).toEqual(range(0, trials.length - 1));
      }
    };
    // Both end before the folder goes, whatever the reader finds.
    await Promise.all([writer, reader(), reader(), reader()].map((end) => end.catch((cause) => cause))).then(
      (ends) => expect(ends).toEqual([undefined, undefined, undefined, undefined]),
    );
  });

  const posix = process.platform === 'win32' ? it.skip : it;
  posix('is found whole where a merge removes a segment between its bytes and its checksum', async () => {
    await makePoint(store, 'ff', '{}\n');
    const folder = pointFolder(store, 'ff');
    await appendRows(store, 'ff', rows(0, 9));
    const old = join(folder, '00000000-00000009.parquet');
    renameSync(old, `${old}.kept`);
    execFileSync('mkfifo', [old]);
    const reader = readPoint(store, 'ff');
    const pipe = await open(old, 'w'); // opens only once the reader holds its end
    await appendRows(store, 'ff', rows(0, 19));
    rmSync(old);
    rmSync(`${old}.sha256`);
    await pipe.writeFile(readFileSync(`${old}.kept`));
    await pipe.close();
    const { columns, broken } = await reader;
    expect(broken).toEqual([]);
    expect([...columns.trial!]).toEqual(range(0, 19));
    rmSync(folder, { recursive: true });
  });

  it('stays while a run needs it; gc frees the others, and leftovers', async () => {
    const point = { experiment: 'e', point: 0, repeat: 0, hash: 'bb', trials: 60, axes: {} };
    await recordRun(
      store,
      { id: 'run1', environment: {}, points: [point, { ...point, hash: 'dd' }] },
      '{}\n',
    );
    writeFileSync(join(pointFolder(store, 'bb'), '.x.parquet.999999999.0.part'), 'half');
    const dry = await collectGarbage(store, { dry: true });
    expect(dry).toMatchObject({ points: 3, runs: 0 });
    expect(await collectGarbage(store)).toEqual(dry);
    expect(readdirSync(join(store, 'points')).sort()).toEqual(['bb', 'dd']);
    expect(files('bb').filter((name) => name.endsWith('.part'))).toEqual([]);
    expect(files('dd').filter((name) => name.endsWith('.broken'))).toEqual([]);
    expect(await collectGarbage(store, { forget: ['run1'] })).toMatchObject({ points: 2, runs: 1 });
    expect(readdirSync(join(store, 'points'))).toEqual([]);
  });

  it('is not all that gc looks at: what killed writers of other folders left goes too, and no file of one that lives', async () => {
    const beside = join(store, 'weights');
    mkdirSync(beside, { recursive: true });
    const living = `.key.checkpoint.npz.${process.pid}.part`;
    for (const name of ['key.npz', '.key.checkpoint.json.999999999.part', living])
      writeFileSync(join(beside, name), 'half');
    expect(await collectGarbage(store)).toMatchObject({ files: 0 });
    expect(await collectGarbage(store, { beside: [beside] })).toMatchObject({ files: 1, bytes: 4 });
    expect(readdirSync(beside).sort()).toEqual([living, 'key.npz']);
  });
});
