import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { appendRows } from '../src/point/append.js';
import { makePoint, pointFolder } from '../src/point/folder.js';
import { StoreFailure } from '../src/failure.js';
import { queryStore } from '../src/query/query.js';
import { recordRun } from '../src/run/record.js';
import { rows, scratch } from './scratch.js';

const store = scratch();
const point = (index: number, hash: string, sigma: number) => ({
  experiment: 'e',
  point: index,
  repeat: 0,
  hash,
  trials: 40,
  axes: { sigma },
});

beforeAll(async () => {
  for (const hash of ['aa', 'bb']) {
    await makePoint(store, hash, '{}\n');
    await appendRows(store, hash, rows(0, 29));
    await appendRows(store, hash, rows(20, 59));
  }
  const points = [point(0, 'aa', 0.05), point(1, 'bb', 0.1)];
  await recordRun(store, { id: 'run1', environment: { study: "it's.kir" }, points }, '{}\n');
});

describe('kir query', () => {
  it('knows the tables runs, points and trials; a run sees its own trials once', async () => {
    expect(await queryStore(store, 'select study, points from runs')).toEqual({
      columns: ['study', 'points'],
      rows: [["it's.kir", 2]],
    });
    const { rows: counted } = await queryStore(
      store,
      'select sigma, count(*), min(trial), max(trial) from trials group by sigma order by sigma',
    );
    expect(counted).toEqual([
      [0.05, 40, 0, 39],
      [0.1, 40, 0, 39],
    ]);
  });

  it('answers with the stored doubles', async () => {
    const { rows: found } = await queryStore(
      store,
      'select accuracy, cross_entropy from trials where point = 1 order by trial limit 3',
    );
    const { accuracy, cross_entropy } = rows(0, 2);
    expect(found).toEqual([0, 1, 2].map((at) => [accuracy![at], cross_entropy![at]]));
  });

  it('tells a mistake in the words of the engine', async () => {
    await expect(queryStore(store, 'select nothing from trials')).rejects.toThrow(StoreFailure);
    await expect(queryStore(store, 'select nothing from trials')).rejects.toThrow(/nothing/);
  });

  it('answers nothing from a segment whose checksum does not vouch for it, and names it', async () => {
    const file = join(pointFolder(store, 'bb'), '00000000-00000029.parquet');
    const bytes = readFileSync(file);
    writeFileSync(
      file,
      bytes.map((byte, at) => (at === 60 ? byte ^ 1 : byte)),
    );
    await expect(queryStore(store, 'select avg(accuracy) from trials')).rejects.toMatchObject({
      kind: 'segment',
      file,
    });
    writeFileSync(file, bytes);
    await expect(queryStore(store, 'select count(*) from trials')).resolves.toMatchObject({ rows: [[80]] });
  });

  it('answers an empty store with no rows', async () => {
    expect((await queryStore(`${store}/none`, 'select * from trials')).rows).toEqual([]);
  });
});
