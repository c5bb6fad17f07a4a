import { RunFailure } from '../../src/failure.js';
import { createPool, type Job, type PoolOptions } from '../../src/pool/pool.js';
import { runJobs } from '../../src/pool/run-jobs.js';
import { startProcessor } from '../../../../test/processor/seconds.js';

interface Work {
  readonly index: number;
  readonly milliseconds?: number;
}

const entry = new URL('worker.mjs', import.meta.url);
const jobsOf = (count: number, more: Partial<Work> = {}): Job<Work>[] =>
  Array.from({ length: count }, (_, index) => ({ name: `task ${index}`, payload: { index, ...more } }));

function setting(handler: string, more: Partial<PoolOptions> = {}) {
  const counts = new Int32Array(new SharedArrayBuffer(400));
  const crashes: string[] = [];
  const options: PoolOptions = {
    entry,
    handler,
    workers: 2,
    workerData: { counts },
    onCrash: (task, attempt, reason) => crashes.push(`${task}, try ${attempt}: ${reason}`),
    ...more,
  };
  return { options, counts, crashes };
}

const failureOf = (work: Promise<unknown>): Promise<RunFailure> =>
  work.then(
    () => {
      throw new Error('it did not fail');
    },
    (cause: unknown) => {
      expect(cause).toBeInstanceOf(RunFailure);
      return cause as RunFailure;
    },
  );

describe('the pool', () => {
  it('returns every result at the place of its job, each done once', async () => {
    const { options, counts, crashes } = setting('work', { workers: 3 });
    expect(await runJobs(options, jobsOf(40))).toEqual(Array.from({ length: 40 }, (_, index) => index ** 2));
    expect([...counts.slice(0, 41)]).toEqual([...Array<number>(40).fill(1), 0]);
    expect(crashes).toEqual([]);
  });

  it('has nothing to do without jobs', async () => {
    expect(await runJobs(setting('work').options, [])).toEqual([]);
  });

  it('runs one list after the other', async () => {
    const pool = createPool(setting('work').options);
    const results: number[] = [];
    const keep = (_: number, result: number): unknown => results.push(result);
    await pool.run<Work, number>(jobsOf(3), keep);
    await pool.run<Work, number>(jobsOf(2), keep);
    await pool.close();
    expect(results.sort()).toEqual([0, 0, 1, 1, 4]);
  });

  it('hands out two jobs per worker at most, the others wait outside', async () => {
    const { options } = setting('work');
    const pool = createPool(options);
    let done = 0;
    let out = 0;
    let most = 0;
    const jobs = jobsOf(30, { milliseconds: 2 }).map(({ name, payload }) => ({
      name,
      get payload() {
        out++;
        most = Math.max(most, out - done);
        return payload;
      },
    }));
    await pool.run(jobs, () => done++);
    await pool.close();
    expect(out).toBe(30);
    expect(most).toBe(2 * 2);
  });

  it('tries a job again that threw, and tells of it with its task', async () => {
    const { options, crashes, counts } = setting('throwTwice');
    expect(await runJobs(options, jobsOf(2))).toEqual([0, 1]);
    expect([...counts.slice(0, 2)]).toEqual([3, 3]);
    expect(crashes.sort()).toEqual([
      expect.stringMatching(/^task 0, try 1: .*no luck with 0$/),
      expect.stringMatching(/^task 0, try 2: .*no luck with 0$/),
      expect.stringMatching(/^task 1, try 1: .*no luck with 1$/),
      expect.stringMatching(/^task 1, try 2: .*no luck with 1$/),
    ]);
  });

  it('replaces a worker that died, and loses no job', async () => {
    const { options, crashes } = setting('dieOnce', { workers: 1 });
    expect(await runJobs(options, jobsOf(2))).toEqual([0, 1]);
    expect(crashes.length).toBeGreaterThanOrEqual(2);
    for (const crash of crashes) expect(crash).toMatch(/^task [01], try [12]: \S/);
  });

  it('gives up a job after three tries, with its name', async () => {
    const { options, crashes, counts } = setting('fail', { workers: 1 });
    const failure = await failureOf(runJobs(options, jobsOf(1)));
    expect(failure).toMatchObject({
      kind: 'worker',
      message: expect.stringMatching(/^task 0 failed 3 times: .*never$/),
      details: { task: 'task 0' },
    });
    expect(crashes).toHaveLength(3);
    expect(counts[0]).toBe(3);
  });

  it('does not try again what a worker states as a failure, and begins nothing after it', async () => {
    const { options, crashes, counts } = setting('state', { workers: 1 });
    const failure = await failureOf(runJobs(options, jobsOf(50)));
    expect(failure).toMatchObject({ kind: 'weights', message: 'fc1.weights is too short' });
    expect(failure.details.task).toMatch(/^task [01]$/);
    expect(crashes).toEqual([]);
    expect(counts.reduce((sum, count) => sum + count)).toBeLessThanOrEqual(3);
  });

  it('ends at once when it is interrupted, even a worker that never ends', async () => {
    const { options, crashes, counts } = setting('spin');
    const control = new AbortController();
    const running = failureOf(runJobs({ ...options, signal: control.signal }, jobsOf(9)));
    while (Atomics.load(counts, 1) === 0) await new Promise((settle) => setTimeout(settle, 5));
    const spent = startProcessor();
    control.abort();
    expect(await running).toMatchObject({ kind: 'interrupted' });
    expect(spent()).toBeLessThan(5);
    expect(crashes).toEqual([]);
  });

  it('does not start when it was interrupted before', async () => {
    const { options, counts } = setting('work', { signal: AbortSignal.abort() });
    expect(await failureOf(runJobs(options, jobsOf(2)))).toMatchObject({ kind: 'interrupted' });
    expect(counts[0]).toBe(0);
  });

  it('does not wait for workers that cannot start', async () => {
    const { options } = setting('work', { entry: new URL('broken.mjs', import.meta.url) });
    const failure = await failureOf(runJobs(options, jobsOf(2)));
    expect(failure.kind).toBe('worker');
    expect(failure.message).toContain('this file cannot be loaded');
  });
});
