// One array read for 1024 rows of ready codes: beside the BLAS of this machine, with and without a pass of conversion, its variants beside
// the plain pair, and bit-serial inputs beside eight reads. Processor seconds of one core.
import { against, peakRow, processor, startBlas, withBlas } from '../../../bench/blas.mjs';
import { bitSerialChip, workloadChip } from '../../../bench/chip.mjs';
import { fastKernels } from '../../../bench/fast.mjs';
import { tileReader } from '../../../bench/layer.mjs';
import { durationRow, rateRow } from '../../../bench/row.mjs';

/** Seconds of one read, from four of them. */
function readerOf(kernels, chip, side) {
  const { run } = tileReader(kernels, chip, side);
  return () => processor(() => [run(), run(), run(), run()]) / 4;
}

async function besideBlas(kernels, blas, anywhere) {
  const rows = [];
  for (const side of [128, 256, 512]) {
    const run = readerOf(kernels, workloadChip, side);
    const work = (2 * 1024 * side * side) / 1e9;
    for (const [of, pass, name] of [
      [blas, 0, 'sgemm alone'],
      [blas, 1, 'sgemm and a pass of conversion'],
      [anywhere, 1, 'sgemm and a pass compiled for any processor'],
    ]) {
      const measured = await against(run, () => of.bare(1024, side, side, pass), 15);
      const shape = `1024x${side}x${side}`;
      rows.push(rateRow(`kernels/tile read (${name})`, kernels, shape, measured, { unit: 'GF/s', work }));
    }
  }
  return rows;
}

const shape = '1024x128x128';
const milliseconds = { unit: 'ms', factor: 1e3 };

async function variants(kernels) {
  const plain = readerOf(kernels, workloadChip, 128);
  const named = [
    ['digital subtraction', { subtract: 'digital' }],
    ['reference column', { scheme: 'reference_column' }],
    ['reference column, digital', { scheme: 'reference_column', subtract: 'digital' }],
  ];
  const rows = [];
  for (const [name, own] of named) {
    const run = readerOf(kernels, { ...workloadChip, weights: { ...workloadChip.weights, ...own } }, 128);
    const measured = await against(run, plain, 15);
    rows.push(durationRow(`kernels/tile read, ${name} (plain pair)`, kernels, shape, measured, milliseconds));
  }
  return rows;
}

async function serial(kernels) {
  const run = readerOf(kernels, bitSerialChip, 128);
  const one = readerOf(kernels, workloadChip, 128);
  const measured = await against(run, () => 8 * one(), 15);
  const name = 'kernels/bit-serial tile (8 products with conversion)';
  return durationRow(name, kernels, shape, measured, milliseconds);
}

export const rows = () =>
  withBlas(async (blas) => {
    const made = blas === null ? [] : [await peakRow(blas)];
    const anywhere = blas === null ? null : startBlas(1, 'anywhere');
    for (const kernels of await fastKernels()) {
      if (blas !== null) made.push(...(await besideBlas(kernels, blas, anywhere)));
      made.push(...(await variants(kernels)), await serial(kernels));
    }
    anywhere?.close();
    return made;
  });
