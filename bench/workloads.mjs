// Reference workloads W1 to W4 as benchmarks run them: one chip instance, drawn and read, and the bare products of the same shapes.
import { releaseRead } from '@kirchhoff/kernels';
import { bitSerialChip, workloadChip } from './chip.mjs';
import { drawn } from './drawn.mjs';
import { chipLayer, filledArrays, readActivations } from './layer.mjs';

const activations = (count) => drawn('images', count).map((u) => u + 0.5);

/** One chip of one layer: cells, planes, input codes, read. Converters are calibrated beforehand where their range says so. */
export function layerChip(kernels, chip, { count, inputs, outputs, window, shape, images }) {
  const layer = chipLayer(kernels, chip, { geometry: filledArrays(inputs, outputs), window, shape });
  const values = window ? images * shape.reduce((a, b) => a * b) : count * inputs;
  const [x, codes, out] = [activations(values), new Float32Array(values), new Float32Array(count * outputs)];
  kernels.pointwise.quantise(x, layer.coding, codes);
  layer.calibrate({ codes, count, window, shape });
  return () => {
    const read = layer.draw();
    readActivations(kernels, read, { x, codes, count, out, window, shape });
    releaseRead(kernels, read);
  };
}

/** A chip of dense layers with relu between them; calibrated on its first images. */
function perceptronChip(kernels, chip, widths, count) {
  const layers = widths
    .slice(1)
    .map((outputs, i) => chipLayer(kernels, chip, { geometry: filledArrays(widths[i], outputs) }));
  const batch = 500;
  const values = widths.map((width) => new Float32Array(batch * width));
  const codes = widths.map((width) => new Float32Array(batch * width));
  const x = activations(count * widths[0]);
  const through = (reads, first, before) => {
    values[0] = x.subarray(first * widths[0], (first + batch) * widths[0]);
    layers.forEach((layer, i) => {
      before?.(layer, values[i], codes[i]);
      reads[i] ??= layer.draw();
      const of = { x: values[i], codes: codes[i], count: batch, out: values[i + 1] };
      readActivations(kernels, reads[i], of);
      kernels.pointwise.relu(values[i + 1], values[i + 1]);
    });
  };
  const release = (reads) => reads.forEach((read) => releaseRead(kernels, read));
  const calibrated = [];
  through(calibrated, 0, (layer, x, codes) => {
    kernels.pointwise.quantise(x, layer.coding, codes);
    layer.calibrate({ codes, count: batch });
  });
  release(calibrated);
  return () => {
    const reads = layers.map((layer) => layer.draw());
    for (let first = 0; first < count; first += batch) through(reads, first);
    release(reads);
  };
}

export const layer = { count: 1024, inputs: 512, outputs: 512 };
const convolution = {
  count: 16384,
  inputs: 1152,
  outputs: 128,
  window: { size: [3, 3], stride: [1, 1], padding: [1, 1, 1, 1] },
  shape: [32, 32, 128],
  images: 16,
};
const widths = [784, 512, 256, 10];

/** `chip(kernels, adc)` draws and reads one chip when what it gives is called; its converters have the ranges of `adc`. */
export const workloads = [
  {
    name: 'W1, one layer (bare product)',
    shape: '1024x512x512',
    chip: (kernels, adc) => layerChip(kernels, { ...workloadChip, adc }, layer),
    products: [[1024, 512, 512]],
  },
  {
    name: 'W2, the same bit-serial (8 bare products)',
    shape: '1024x512x512',
    chip: (kernels, adc) => layerChip(kernels, { ...bitSerialChip, adc }, layer),
    products: Array.from({ length: 8 }, () => [1024, 512, 512]),
  },
  {
    name: 'W3, convolution 3x3 (bare product)',
    shape: '16x32x32x128 to 128',
    chip: (kernels, adc) => layerChip(kernels, { ...workloadChip, adc }, convolution),
    products: [[16384, 1152, 128]],
  },
  {
    name: 'W4, MLP (bare products)',
    shape: widths.join('-'),
    chip: (kernels, adc) => perceptronChip(kernels, { ...workloadChip, adc }, widths, 10_000),
    products: widths.slice(1).map((outputs, i) => [10_000, widths[i], outputs]),
  },
];
