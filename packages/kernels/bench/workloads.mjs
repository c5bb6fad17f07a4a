// Reference workloads W1 to W4: one chip instance, drawn and read, beside the bare products of the same shapes by the BLAS of this machine;
// converters with written ranges, and calibrated ones, whose calibration is not part of the time.
// Processor seconds of one core each, so that other work on the machine does not count. W5 is in apps/cli/bench.
import { against, peakRow, processor, withBlas } from '../../../bench/blas.mjs';
import { bitSerialChip, calibratedAdc, workloadChip } from '../../../bench/chip.mjs';
import { fastKernels } from '../../../bench/fast.mjs';
import { durationRow } from '../../../bench/row.mjs';
import { layer, layerChip, workloads } from '../../../bench/workloads.mjs';

async function workload(kernels, blas, adc, { name, shape, chip, products }) {
  const run = chip(kernels, adc);
  const bare = async () => {
    let sum = 0;
    for (const product of products) sum += await blas.bare(...product);
    return sum;
  };
  const measured = await against(() => processor(run), bare);
  const converters = adc.range.kind === 'calibrated' ? ', calibrated' : '';
  return durationRow(`kernels/${name}${converters}`, kernels, shape, measured, { unit: 'ms', factor: 1e3 });
}

/** A whole bit-serial layer, draw included, beside the same layer whose inputs are coded as amplitudes. */
async function serialLayer(kernels) {
  const [run, amplitude] = [bitSerialChip, workloadChip].map((chip) => layerChip(kernels, chip, layer));
  const measured = await against(
    () => processor(run),
    () => processor(amplitude),
  );
  const name = 'kernels/bit-serial layer (amplitude-coded)';
  return durationRow(name, kernels, '1024x512x512', measured, { unit: 'ms', factor: 1e3 });
}

export const rows = () =>
  withBlas(async (blas) => {
    const made = blas === null ? [] : [await peakRow(blas)];
    for (const kernels of await fastKernels()) {
      if (blas !== null)
        for (const adc of [workloadChip.adc, calibratedAdc])
          for (const each of workloads) made.push(await workload(kernels, blas, adc, each));
      made.push(await serialLayer(kernels));
    }
    return made;
  });
