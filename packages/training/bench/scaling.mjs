// Two independent trainings of LeNet-5 in threads of their own, as a sweep's are, beside one: by the clock, so only on an idle machine, and
// by processor time, where what is lost is what they share that is not a core.
import { Worker } from 'node:worker_threads';
import { against } from '../../../bench/blas.mjs';
import { rateRow } from '../../../bench/row.mjs';

const entry = new URL('../../../bench/training-worker.mjs', import.meta.url);

/** A thread of its own that trains when told to. */
async function start() {
  const thread = new Worker(entry);
  const answer = () => new Promise((resolve) => thread.once('message', resolve));
  await answer();
  return {
    train: () => {
      const done = answer();
      thread.postMessage('go');
      return done;
    },
    end: () => thread.terminate(),
  };
}

const measures = {
  'the clock': async (run) => {
    const before = performance.now();
    await run();
    return (performance.now() - before) / 1000;
  },
  'processor time': async (run) => {
    const before = process.cpuUsage();
    await run();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6;
  },
};

export async function rows() {
  const threads = [await start(), await start()];
  const train = (count) => Promise.all(threads.slice(0, count).map((thread) => thread.train()));
  const made = [];
  for (const [name, measure] of Object.entries(measures)) {
    const alone = name === 'the clock' ? 1 : 2;
    const measured = await against(
      () => measure(() => train(2)),
      async () => alone * (await measure(() => train(1))),
      5,
    );
    const work = { unit: 'img/s', work: 2 * 16_384, other: alone * 16_384 };
    const title = `training/two of LeNet-5 at once by ${name} (one)`;
    made.push({
      ...rateRow(title, { technology: 'wasm' }, '16384 images each', measured, work),
      ...(alone === 1 && { wanted: 1.8 }),
    });
  }
  threads.forEach((thread) => thread.end());
  return made;
}
