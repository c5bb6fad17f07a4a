// A million trials: written as segments of 4096, summarised by SQL; resident memory at the end. By the clock, and by the time of the
// processors, which a busy machine changes less.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appendRows, makePoint, queryStore, recordRun } from '@kirchhoff/results';

const points = 10;
const perPoint = 100_000;
const perSegment = 4096;
const names = [
  'accuracy',
  'accuracy_loss_software',
  'accuracy_loss_ideal_chip',
  'agreement',
  'cross_entropy',
];
/** What issue 7 asks for: rows per second, seconds of a summary. */
const wanted = { rows: 100_000, seconds: 2 };

/** Seconds of all processors since `before`. */
function processorSeconds(before) {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

const hashOf = (point) => String(point).padStart(32, '0');

function block(first, count) {
  const trial = Float64Array.from({ length: count }, (_, row) => first + row);
  const values = names.map((name, column) => [
    name,
    Float64Array.from({ length: count }, (_, row) => (((first + row) * (column + 7)) % 2000) / 2000),
  ]);
  return { trial, ...Object.fromEntries(values) };
}

async function fill(store) {
  await recordRun(
    store,
    {
      id: 'f'.repeat(64),
      environment: { study: 'bench' },
      points: Array.from({ length: points }, (_, point) => ({
        experiment: 'bench',
        point,
        repeat: 0,
        hash: hashOf(point),
        trials: perPoint,
        axes: { sigma: point / 100 },
      })),
    },
    '{}\n',
  );
  const started = performance.now();
  for (let point = 0; point < points; point++) {
    await makePoint(store, hashOf(point), '{}\n');
    for (let first = 0; first < perPoint; first += perSegment)
      await appendRows(store, hashOf(point), block(first, Math.min(perSegment, perPoint - first)));
  }
  return (performance.now() - started) / 1000;
}

export async function rows() {
  const store = mkdtempSync(join(tmpdir(), 'kir-bench-'));
  try {
    const before = process.memoryUsage().rss;
    const idle = process.cpuUsage();
    const writing = await fill(store);
    const writingWork = processorSeconds(idle);
    const after = process.memoryUsage().rss;
    const waiting = process.cpuUsage();
    const started = performance.now();
    await queryStore(
      store,
      'select experiment, point, count(*), avg(accuracy), stddev(accuracy) from trials group by all order by point',
    );
    const reading = (performance.now() - started) / 1000;
    const readingWork = processorSeconds(waiting);
    const shape = `${points} x ${perPoint}`;
    const rate = (points * perPoint) / writing;
    return [
      {
        name: 'store: rows written / wanted',
        technology: 'parquet',
        shape,
        value: rate,
        unit: '1/s',
        reference: wanted.rows,
        ratio: rate / wanted.rows,
      },
      {
        name: 'store: wanted / a summary of all',
        technology: 'duckdb',
        shape,
        value: reading,
        unit: 's',
        reference: wanted.seconds,
        ratio: wanted.seconds / reading,
      },
      {
        name: 'store: rows written a processor second / wanted',
        technology: 'parquet',
        shape,
        value: (points * perPoint) / writingWork,
        unit: '1/s',
        reference: wanted.rows,
        ratio: (points * perPoint) / writingWork / wanted.rows,
      },
      {
        name: 'store: wanted / processor time of a summary',
        technology: 'duckdb',
        shape,
        value: readingWork,
        unit: 's',
        reference: wanted.seconds,
        ratio: wanted.seconds / readingWork,
      },
      {
        name: 'store: resident memory while writing',
        technology: 'parquet',
        shape,
        value: (after - before) / 2 ** 20,
        unit: 'MiB',
        reference: null,
        ratio: null,
      },
    ];
  } finally {
    rmSync(store, { recursive: true, force: true });
  }
}
