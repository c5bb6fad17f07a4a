import { createPool, type Job, type PoolOptions } from './pool.js';

/** Runs jobs of any worker entry side by side and returns their results in order; the pool ends with them. */
export async function runJobs<T, R>(
  options: PoolOptions,
  jobs: readonly Job<T>[],
  onResult?: (index: number, result: R) => void,
): Promise<R[]> {
  const pool = createPool(options);
  const results = new Array<R>(jobs.length);
  try {
    await pool.run<T, R>(jobs, (index, result) => {
      results[index] = result;
      onResult?.(index, result);
    });
    return results;
  } finally {
    await pool.close();
  }
}
