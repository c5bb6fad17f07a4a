// A thread of the scaling benchmark: reads an array of 256 x 256 again and again.
import { loadKernels } from '@kirchhoff/kernels';
import { workloadChip } from './chip.mjs';
import { tileReader } from './layer.mjs';

let reader;

async function readerOf(technology) {
  return tileReader(await loadKernels(technology), workloadChip, 256);
}

/** Reads 1024 rows so often. */
export async function handle({ technology, reads }) {
  reader ??= readerOf(technology);
  const { run } = await reader;
  for (let i = 0; i < reads; i++) run();
  return null;
}
