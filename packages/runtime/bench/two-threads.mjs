// Reference workloads W1 to W4 with calibrated converters by two workers, each with chips of its own, beside their bare products by a BLAS with
// two threads: by the clock, so only on an idle machine. The calibration is not part of the time.
import { createPool } from '@kirchhoff/runtime';
import { against, withBlas } from '../../../bench/blas.mjs';
import { fastKernels } from '../../../bench/fast.mjs';
import { durationRow } from '../../../bench/row.mjs';
import { workloads } from '../../../bench/workloads.mjs';

const entry = new URL('../../../bench/workload-worker.mjs', import.meta.url);
const threads = 2;
const tasks = 4;
const chips = 4;

async function workloadRow({ technology }, blas, index) {
  const { name, shape, products } = workloads[index];
  const pool = createPool({ entry, handler: 'handle', workers: threads });
  const jobs = Array.from({ length: tasks }, (_, i) => ({
    name: `task ${i}`,
    payload: { technology, index, chips },
  }));
  /** Seconds by the clock of one chip. */
  const run = async () => {
    const start = performance.now();
    await pool.run(jobs, () => undefined);
    return (performance.now() - start) / 1000 / (tasks * chips);
  };
  const bare = async () => {
    let sum = 0;
    for (const product of products) sum += await blas.bare(...product);
    return sum;
  };
  const measured = await against(run, bare);
  await pool.close();
  return durationRow(`runtime/${name}, two threads`, { technology }, shape, measured, {
    unit: 'ms',
    factor: 1e3,
  });
}

export const rows = () =>
  withBlas(async (blas) => {
    const made = [];
    if (blas === null) return made;
    for (const kernels of await fastKernels())
      for (const index of workloads.keys()) made.push(await workloadRow(kernels, blas, index));
    return made;
  }, threads);
