// Two workers beside one, by the clock, so only on an idle machine: tasks that read a tile, and a whole study of ResNet-20 with the start of
// its threads, software baseline, ideal chip and calibration.
import { createPool, execute } from '@kirchhoff/runtime';
import { against } from '../../../bench/blas.mjs';
import { fastKernels } from '../../../bench/fast.mjs';
import { rateRow } from '../../../bench/row.mjs';
import { writtenChips } from '../../../bench/study.mjs';

/** Seconds by the clock. */
async function clock(run) {
  const start = performance.now();
  await run();
  return (performance.now() - start) / 1000;
}

const entry = new URL('../../../bench/tile-worker.mjs', import.meta.url);
const tasks = 32;
const reads = 64;

async function tileRow({ technology }) {
  const jobs = Array.from({ length: tasks }, (_, i) => ({
    name: `task ${i}`,
    payload: { technology, reads },
  }));
  const pools = [2, 1].map((workers) => createPool({ entry, handler: 'handle', workers }));
  const [two, one] = pools.map((pool) => () => clock(() => pool.run(jobs, () => undefined)));
  const measured = await against(two, one);
  for (const pool of pools) await pool.close();
  const work = { unit: 'GF/s', work: (tasks * reads * 2 * 1024 * 256 * 256) / 1e9 };
  const name = 'runtime/tile reads by 2 workers (1 worker)';
  return rateRow(name, { technology }, `${tasks} tasks, 256x256`, measured, work);
}

const chips = 16;
const images = 500;

async function studyRow({ technology }) {
  const { plan, inputs } = writtenChips('resnet20', images, chips);
  const by = (workers) => () => clock(() => execute(plan, inputs, { technology, workers }));
  const measured = await against(by(2), by(1), 3);
  const work = { unit: 'images/s', work: chips * images };
  const name = 'runtime/study of ResNet-20 by 2 workers (1 worker)';
  return rateRow(name, { technology }, `${chips} chips, ${images} images`, measured, work);
}

export async function rows() {
  const made = [];
  for (const kernels of await fastKernels()) made.push(await tileRow(kernels), await studyRow(kernels));
  return made;
}
