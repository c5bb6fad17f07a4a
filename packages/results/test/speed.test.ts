import { appendRows } from '../src/point/append.js';
import { makePoint } from '../src/point/folder.js';
import { queryStore } from '../src/query/query.js';
import { recordRun } from '../src/run/record.js';
import { rows, scratch } from './scratch.js';
import { startProcessor } from '../../../test/processor/seconds.js';

const store = scratch();
const blocks = process.env.KIRCHHOFF_FULL ? 100 : 10;
const rowsPerBlock = 10_000;

/**
 * Rows that the store must take per second of processor time, and the processor time of a summary [s]. The quickest of several counts: what
 * a busy machine takes away is always added, and only the code is to be judged.
 */
const leastSpeed = 100_000;
const longest = 2;
const summary =
  'select count(*), avg(metric0), quantile_cont(metric1, 0.05), stddev_samp(metric2) from trials';

/** The least processor time of `count` calls, one after the other [s]. */
async function quickest(count: number, call: (index: number) => Promise<unknown>): Promise<number> {
  let least = Infinity;
  for (let index = 0; index < count; index++) {
    const spent = startProcessor();
    await call(index);
    least = Math.min(least, spent());
  }
  return least;
}

it(`${blocks * rowsPerBlock} rows are written fast enough, summed up in time, and memory stays flat`, async () => {
  await makePoint(store, 'aa', '{}\n');
  const table = rows(0, rowsPerBlock - 1);
  const columns = Object.fromEntries(
    Array.from({ length: 8 }, (_, index) => [
      `metric${index}`,
      table.cross_entropy!.map((v) => v / (index + 1)),
    ]),
  );
  await appendRows(store, 'aa', { ...columns, trial: table.trial! });
  const memory = process.memoryUsage().rss;
  const written = await quickest(blocks - 1, (block) =>
    appendRows(store, 'aa', { ...columns, trial: table.trial!.map((t) => t + (block + 1) * rowsPerBlock) }),
  );
  const speed = rowsPerBlock / written;
  const grown = (process.memoryUsage().rss - memory) / 2 ** 20;
  const point = { experiment: 'e', point: 0, repeat: 0, hash: 'aa', trials: 1e9, axes: {} };
  await recordRun(store, { id: 'run1', environment: {}, points: [point] }, '{}\n');
  await queryStore(store, 'select 1');
  const { rows: answer } = await queryStore(store, summary);
  const waited = await quickest(3, () => queryStore(store, summary));
  expect(answer[0]![0]).toBe(blocks * rowsPerBlock);
  if (process.env.KIRCHHOFF_FULL) console.log({ speed, waited, grown });
  expect(speed).toBeGreaterThan(leastSpeed);
  expect(waited).toBeLessThan(longest);
  expect(grown).toBeLessThan(400);
});
