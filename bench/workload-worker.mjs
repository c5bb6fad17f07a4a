// A thread of the benchmark of two threads: draws and reads chips of a reference workload with calibrated converters.
import { loadKernels } from '@kirchhoff/kernels';
import { calibratedAdc } from './chip.mjs';
import { workloads } from './workloads.mjs';

const ready = new Map();

const chipOf = async (technology, index) =>
  workloads[index].chip(await loadKernels(technology), calibratedAdc);

/** One chip after another, so many. */
export async function handle({ technology, index, chips }) {
  const key = `${technology} ${index}`;
  if (!ready.has(key)) ready.set(key, chipOf(technology, index));
  const run = await ready.get(key);
  for (let i = 0; i < chips; i++) run();
  return null;
}
