// What a second worker costs: processor seconds of all threads for a study of ResNet-20 by two workers beside one, with their start, the compiler
// of JavaScript, software baseline, ideal chip and calibration. Two workers can be at most twice as fast as one, divided by this ratio.
import { execute } from '@kirchhoff/runtime';
import { against } from '../../../bench/blas.mjs';
import { fastKernels } from '../../../bench/fast.mjs';
import { durationRow } from '../../../bench/row.mjs';
import { writtenChips } from '../../../bench/study.mjs';

/** Processor seconds of all threads. */
async function spent(run) {
  const start = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

async function row({ technology }, chips, images) {
  const { plan, inputs } = writtenChips('resnet20', images, chips);
  const by = (workers) => () => spent(() => execute(plan, inputs, { technology, workers }));
  const measured = await against(by(2), by(1), 3);
  const name = 'runtime/processor time of 2 workers (1 worker)';
  return durationRow(name, { technology }, `${chips} chips, ${images} images`, measured, {
    unit: 's',
    factor: 1,
  });
}

export async function rows() {
  const made = [];
  for (const kernels of await fastKernels())
    for (const [chips, images] of [
      [8, 250],
      [16, 500],
    ])
      made.push(await row(kernels, chips, images));
  return made;
}
