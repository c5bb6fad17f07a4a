import { fileURLToPath } from 'node:url';
import {
  averagePool,
  convolve,
  filterMatrices,
  fillPatches,
  loadKernels,
  maxPool,
  packLayer,
  releaseLayer,
} from '@kirchhoff/kernels';
import { fold, key, uniforms } from '@kirchhoff/random';

const IMAGES = 1024;
const REPEATS = 7;

function draw(label, count) {
  const out = new Float32Array(count);
  uniforms(fold(key(1), label), count, out);
  return out;
}

/** Rates of both runs, alternating, each repeat long enough to be timed: medians, and the relative range of the first. */
function compare(work, run, reference) {
  const rate = (each, least) => {
    let count = 0;
    const start = performance.now();
    do {
      each();
      count++;
    } while (performance.now() - start < least);
    return (count * work) / (performance.now() - start);
  };
  rate(run, 100);
  rate(reference, 1);
  const pairs = Array.from({ length: REPEATS }, () => [rate(run, 40), rate(reference, 1)]);
  const [values, references] = [0, 1].map((i) => pairs.map((pair) => pair[i]).sort((a, b) => a - b));
  const middle = REPEATS >> 1;
  return {
    value: values[middle],
    reference: references[middle],
    ratio: values[middle] / references[middle],
    spread: (values[REPEATS - 1] - values[0]) / values[middle],
  };
}

const one = (value) => Float32Array.of(value);

/** An 8-bit bipolar converter for sums of size `scale`. */
const tableOf = (scale) => ({
  lowS: one(0),
  inv: one(127 / scale),
  codeMin: one(-127),
  codeMax: one(127),
  step: one(scale / 127),
  base: one(0),
  groupStride: 0,
  columnStride: 0,
});

function readOf(kernels, { rows, columns, group, planes }) {
  const inputs = draw('inputs', IMAGES * rows).map((u) => Math.round(255 * u));
  const rowGroups = Array.from({ length: rows / group }, (_, g) => [g * group, group]);
  const out = new Float32Array(IMAGES * columns);
  const terms = Array.from({ length: planes }, (_, i) => {
    const plane = draw(`plane ${i}`, rows * columns).map((u) => u - 0.5);
    return {
      plane: kernels.pack(plane, rows, columns),
      conversion: kernels.packConversion(tableOf(255 * Math.sqrt(group)), rowGroups.length, columns),
      sign: i === 0 ? 1 : -1,
    };
  });
  return { inputs, count: IMAGES, out, rowGroups, terms };
}

function read(wasm, plain, name, size) {
  const [fast, slow] = [readOf(wasm, size), readOf(plain, size)];
  const work = (2 * IMAGES * size.rows * size.columns * size.planes) / 1e6;
  const measured = compare(
    work,
    () => wasm.convert(fast),
    () => plain.convert(slow),
  );
  fast.terms.forEach((term) => [term.plane, term.conversion].forEach((packed) => wasm.release(packed)));
  const shape = `${IMAGES}x${size.rows}x${size.columns}`;
  return { name: `kernels/${name}`, technology: wasm.technology, shape, unit: 'GF/s', ...measured };
}

function product(wasm, plain, size) {
  const [fast, slow] = [wasm, plain].map((kernels) => {
    const plane = kernels.pack(draw('plane', size * size), size, size);
    return {
      plane,
      inputs: draw('inputs', IMAGES * size),
      count: IMAGES,
      out: new Float32Array(IMAGES * size),
    };
  });
  const measured = compare(
    (2 * IMAGES * size * size) / 1e6,
    () => wasm.product(fast),
    () => plain.product(slow),
  );
  wasm.release(fast.plane);
  const shape = `${IMAGES}x${size}x${size}`;
  return { name: 'kernels/product', technology: wasm.technology, shape, unit: 'GF/s', ...measured };
}

const shape = { height: 32, width: 32, channels: 16 };
const window = { size: [3, 3], stride: [1, 1], padding: [1, 1, 1, 1] };
const images = 16;
const positions = images * 1024;

function convolution(wasm, plain) {
  const input = draw('image', positions * 16);
  const matrices = filterMatrices(draw('filters', 9 * 16 * 16), { size: [3, 3], channels: 16, outputs: 16 });
  const out = new Float32Array(positions * 16);
  const layers = [wasm, plain].map((kernels) => packLayer(kernels, matrices, null));
  const run = (kernels, layer) => () => convolve(kernels, layer, { input, images, shape, window }, out);
  const measured = compare((2 * positions * 144 * 16) / 1e6, run(wasm, layers[0]), run(plain, layers[1]));
  releaseLayer(wasm, layers[0]);
  const name = 'kernels/convolution 3x3 of 16 channels';
  return { name, technology: wasm.technology, shape: '16x32x32x16', unit: 'GF/s', ...measured };
}

/** Million values a second of layers in TypeScript, beside a copy of as many values. */
function copies(name, values, run) {
  const [from, to] = [draw('copy', values), new Float32Array(values)];
  const measured = compare(values / 1e3, run, () => to.set(from));
  return { name: `kernels/${name}`, technology: 'plain', shape: '16x32x32x16', unit: 'M/s', ...measured };
}

function digital() {
  const input = draw('image', positions * 16);
  const out = new Float32Array(positions * 144);
  const half = { size: [2, 2], stride: [2, 2], padding: [0, 0, 0, 0] };
  return [
    copies('patches 3x3', positions * 144, () =>
      fillPatches({ input, shape, window, first: 0, count: positions, out }),
    ),
    copies('max pool 2x2', input.length, () => maxPool(input, shape, half, out)),
    copies('average pool 2x2', input.length, () => averagePool(input, shape, half, out)),
  ];
}

/** Rates of the kernels beside their plain twins in the same run (digital layers: beside a copy). */
export async function rows() {
  const [wasm, plain] = [await loadKernels('wasm'), await loadKernels('plain')];
  const sizes = [128, 256, 512];
  return [
    ...sizes.map((size) =>
      read(wasm, plain, 'tile pass', { rows: size, columns: size, group: size, planes: 1 }),
    ),
    read(wasm, plain, 'tile pass, groups of 128 rows', { rows: 512, columns: 512, group: 128, planes: 1 }),
    read(wasm, plain, 'tile pass, groups of 16 rows', { rows: 256, columns: 256, group: 16, planes: 1 }),
    read(wasm, plain, 'tile pass, two planes', { rows: 256, columns: 256, group: 256, planes: 2 }),
    ...sizes.map((size) => product(wasm, plain, size)),
    convolution(wasm, plain),
    ...digital(),
  ];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.table(await rows());
