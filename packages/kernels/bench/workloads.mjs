// Reference workloads W1 to W4: one chip instance, drawn and read, beside the bare products of the same shapes by the BLAS of this machine.
// Processor seconds of one core each, so that other work on the machine does not count. W5 is in apps/cli/bench.
import { readLayer, releaseRead } from '@kirchhoff/kernels';
import { against, peakRow, processor, withBlas } from '../../../bench/blas.mjs';
import { bitSerialChip, workloadChip } from '../../../bench/chip.mjs';
import { drawn } from '../../../bench/drawn.mjs';
import { fastKernels } from '../../../bench/fast.mjs';
import { chipLayer, filledArrays, readCodes } from '../../../bench/layer.mjs';
import { durationRow } from '../../../bench/row.mjs';

const activations = (count) => drawn('images', count).map((u) => u + 0.5);

/** One chip of one layer: cells, planes, input codes, read. */
function layerChip(kernels, { count, inputs, outputs, chip = workloadChip, window, shape, images }) {
  const layer = chipLayer(kernels, chip, { geometry: filledArrays(inputs, outputs), window, shape });
  const values = window ? images * shape.reduce((a, b) => a * b) : count * inputs;
  const [x, codes, out] = [activations(values), new Float32Array(values), new Float32Array(count * outputs)];
  return () => {
    const read = layer.draw();
    kernels.pointwise.quantise(x, layer.coding, codes);
    readCodes(kernels, read, { codes, count, out, window, shape });
    releaseRead(kernels, read);
  };
}

/** A chip of dense layers with relu between them. */
function perceptronChip(kernels, widths, count) {
  const layers = widths
    .slice(1)
    .map((outputs, i) => chipLayer(kernels, workloadChip, { geometry: filledArrays(widths[i], outputs) }));
  const batch = 500;
  const values = widths.map((width) => new Float32Array(batch * width));
  const codes = widths.map((width) => new Float32Array(batch * width));
  const x = activations(count * widths[0]);
  return () => {
    const reads = layers.map((layer) => layer.draw());
    for (let first = 0; first < count; first += batch) {
      values[0] = x.subarray(first * widths[0], (first + batch) * widths[0]);
      reads.forEach((read, i) => {
        kernels.pointwise.quantise(values[i], layers[i].coding, codes[i]);
        readLayer(kernels, read, { group: 0, inputs: codes[i], count: batch, out: values[i + 1] });
        kernels.pointwise.relu(values[i + 1], values[i + 1]);
      });
    }
    reads.forEach((read) => releaseRead(kernels, read));
  };
}

const layer = { count: 1024, inputs: 512, outputs: 512 };
const convolution = {
  count: 16384,
  inputs: 1152,
  outputs: 128,
  window: { size: [3, 3], stride: [1, 1], padding: [1, 1, 1, 1] },
  shape: [32, 32, 128],
  images: 16,
};
const widths = [784, 512, 256, 10];

const workloads = [
  {
    name: 'W1, one layer (bare product)',
    shape: '1024x512x512',
    chip: (kernels) => layerChip(kernels, layer),
    products: [[1024, 512, 512]],
  },
  {
    name: 'W2, the same bit-serial (8 bare products)',
    shape: '1024x512x512',
    chip: (kernels) => layerChip(kernels, { ...layer, chip: bitSerialChip }),
    products: Array.from({ length: 8 }, () => [1024, 512, 512]),
  },
  {
    name: 'W3, convolution 3x3 (bare product)',
    shape: '16x32x32x128 to 128',
    chip: (kernels) => layerChip(kernels, convolution),
    products: [[16384, 1152, 128]],
  },
  {
    name: 'W4, MLP (bare products)',
    shape: widths.join('-'),
    chip: (kernels) => perceptronChip(kernels, widths, 10_000),
    products: widths.slice(1).map((outputs, i) => [10_000, widths[i], outputs]),
  },
];

async function workload(kernels, blas, { name, shape, chip, products }) {
  const run = chip(kernels);
  const bare = async () => {
    let sum = 0;
    for (const product of products) sum += await blas.bare(...product);
    return sum;
  };
  const measured = await against(() => processor(run), bare);
  return durationRow(`kernels/${name}`, kernels, shape, measured, { unit: 'ms', factor: 1e3 });
}

/** A whole bit-serial layer, draw included, beside the same layer whose inputs are coded as amplitudes. */
async function serialLayer(kernels) {
  const [run, amplitude] = [bitSerialChip, workloadChip].map((chip) =>
    layerChip(kernels, { ...layer, chip }),
  );
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
      if (blas !== null) for (const each of workloads) made.push(await workload(kernels, blas, each));
      made.push(await serialLayer(kernels));
    }
    return made;
  });
