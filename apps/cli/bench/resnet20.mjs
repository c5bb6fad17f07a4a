import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from '@kirchhoff/compiler';
import {
  filterMatrices,
  forPatches,
  inputCoding,
  loadKernels,
  mapWeights,
  prepareRead,
  programLayer,
  readLayer,
  readsPatches,
  releaseRead,
} from '@kirchhoff/kernels';
import { diagnose } from '@kirchhoff/language';
import { arraysOf } from '@kirchhoff/plan';
import { fold, key, uniforms } from '@kirchhoff/random';
import { execute } from '@kirchhoff/runtime';
import { startBlas } from '../../../bench/blas.mjs';

const uri = join(import.meta.dirname, '../../../dsl-examples/networks/resnet20.kir');
const host = { read: () => undefined, resolve: (written) => written, describe: () => ({ kind: 'missing' }) };
const images = 64;
const converted = { kind: 'fixed', low: -8, high: 8, unit: 'normalised' };

function drawn(label, count) {
  const out = new Float32Array(count);
  uniforms(fold(key(1), label), count, out);
  return out.map((u) => u - 0.5);
}

function planned(text) {
  const { study } = diagnose({ uri, text }, host);
  return compile(study, host).plan;
}

/** Processor seconds of a call, so that other work on the machine does not count. */
function seconds(run) {
  const start = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

/** Medians of alternating calls [s], and the relative range of the first between its quartiles. */
function alternate(run, reference) {
  run();
  reference();
  const pairs = Array.from({ length: 12 }, () => [seconds(run), seconds(reference)]);
  const [own, other] = [0, 1].map((i) => pairs.map((pair) => pair[i]).sort((a, b) => a - b));
  return { value: own[6], reference: other[6], spread: (own[9] - own[3]) / own[6] };
}

const product = (sizes) => sizes.reduce((a, b) => a * b, 1);

/** One layer on its arrays for a batch, patches and input coding included, beside the bare product of ready patches. */
function layerRow(kernels, node, geometry, { shape, chip, count }) {
  const positions = node.op === 'conv' ? node.shape[0] * node.shape[1] : 1;
  const { inputs, outputs } = geometry;
  const weights = drawn(node.name, inputs * outputs);
  const matrices =
    node.op === 'dense'
      ? { groups: 1, inputs, outputs, weights }
      : filterMatrices(weights, { size: node.size, channels: node.inputChannels, outputs }, 1);
  const mapped = mapWeights(matrices, chip.weights, chip.device);
  const programmed = programLayer(mapped, chip.device, { key: key(2), columnTiles: geometry.columnTiles });
  const coding = inputCoding(chip.inputs, { negative: false, quantile: 1 });
  const adc = { ...chip.adc, range: converted };
  const settings = { geometry, coding, readVoltage: chip.inputs.readVoltage, adc, scales: null };
  const read = prepareRead(kernels, programmed, settings, null);
  const input = drawn('images', images * product(shape));
  const rows = images * positions;
  const out = new Float32Array(rows * outputs);
  const driven = new Float32Array(input.length);
  const call = (driven, first, size) =>
    readLayer(kernels, read, {
      group: 0,
      inputs: driven,
      count: size,
      out: out.subarray(first * outputs, (first + size) * outputs),
    });
  const analog = () => {
    kernels.pointwise.quantise(input, coding, driven);
    if (node.op === 'dense') return call(driven, 0, images);
    const image = { height: shape[0], width: shape[1], channels: shape[2] };
    const patches = { shape: image, window: node };
    if (readsPatches(kernels, read))
      return readLayer(kernels, read, {
        group: 0,
        inputs: driven,
        patches,
        inputColumn: 0,
        count: rows,
        out,
      });
    return forPatches({ input: driven, images, shape: image, window: node }, call);
  };
  const plane = kernels.pack(matrices.weights, inputs, outputs);
  const patches = drawn('patches', rows * inputs);
  const bare = () => kernels.product({ plane, inputs: patches, count: rows, out });
  const measured = alternate(analog, bare);
  releaseRead(kernels, read);
  kernels.release(plane);
  const speed = (time) => (2 * rows * inputs * outputs) / time / 1e9;
  return {
    name: `cli/ResNet-20, layer ${node.name}${count > 1 ? ` and ${count - 1} like it` : ''} (bare product)`,
    technology: kernels.technology,
    shape: `${positions}x${inputs}x${outputs}`,
    value: speed(measured.value),
    unit: 'GFLOP/s',
    reference: speed(measured.reference),
    ratio: measured.reference / measured.value,
    spread: measured.spread,
    perImage: [measured.value, measured.reference].map((time) => (time * count) / images),
  };
}

/** Processor seconds of an evaluation of so many chips by one worker. */
async function evaluation(plan, inputs, chips, technology) {
  const [experiment] = plan.experiments;
  const trials = { from: chips, to: chips };
  const start = process.cpuUsage();
  await execute({ ...plan, experiments: [{ ...experiment, trials }] }, inputs, { workers: 1, technology });
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

/** Whole chips with everything digital: what further chips cost, on one core. */
async function secondsOfChip(plan, network, count, technology) {
  const weights = Object.fromEntries(
    network.nodes.flatMap((node) =>
      Object.entries(arraysOf(node)).map(([ending, shape]) => {
        const name = `${node.name}.${ending}`;
        const spread = Math.sqrt(6 / Math.max(1, product(shape.slice(0, -1))));
        const data = drawn(name, product(shape)).map((u) => (ending === 'variance' ? 1 : u * spread));
        return [name, { shape, data }];
      }),
    ),
  );
  const test = { images: drawn('test', count * 3072), labels: new Int32Array(count), count };
  const data = {
    test,
    calibration: { images: test.images.subarray(0, 16 * 3072), count: 16 },
    shape: [32, 32, 3],
    classes: 10,
  };
  const [point] = plan.experiments[0].points;
  const inputs = { data: { [point.data]: data }, weights: { [point.weights.training]: [weights] } };
  const one = await evaluation(plan, inputs, 1, technology);
  const four = await evaluation(plan, inputs, 4, technology);
  return (four - one) / 3;
}

/** Every kind of layer of the network once, with how many there are. */
function kindsOf(plan, point, network) {
  const nodes = new Map(network.nodes.map((node) => [node.name, node]));
  const kinds = new Map();
  for (const geometry of plan.mappings[point.mapping].layers) {
    const node = nodes.get(geometry.node);
    const shape = nodes.get(node.inputs[0]).shape;
    const kind = JSON.stringify([shape, node.shape, geometry.inputs]);
    const found = kinds.get(kind);
    kinds.set(kind, found ? { ...found, count: found.count + 1 } : { node, geometry, shape, count: 1 });
  }
  return [...kinds.values()];
}

/** W5: a whole chip on 1,000 images, its draw included, beside the bare products of its layers by the BLAS of this machine. */
async function workload(blas, kinds, whole, technology) {
  const times = Array.from({ length: 7 }, () => 0);
  for (const [i] of times.entries())
    for (const { node, geometry, count } of kinds) {
      const positions = node.op === 'conv' ? node.shape[0] * node.shape[1] : 1;
      times[i] += count * (await blas.bare(1000 * positions, geometry.inputs, geometry.outputs));
    }
  const values = [];
  for (let i = 0; i < 3; i++) values.push(await whole());
  const [value, reference] = [values, times].map((all) => all.sort((a, b) => a - b)[all.length >> 1]);
  const spread = (values.at(-1) - values[0]) / value;
  const name = 'cli/W5, ResNet-20 on 1,000 images (bare products)';
  return {
    name,
    technology,
    shape: '40.8 M mult.-acc.',
    value,
    unit: 's',
    reference,
    ratio: value / reference,
    spread,
  };
}

/** ResNet-20 on arrays of 128 x 128: every kind of layer, and whole chips, beside bare products of the same shapes on one core. */
async function rowsOf(technology, blas) {
  const kernels = await loadKernels(technology);
  const plan = planned(readFileSync(uri, 'utf8'));
  const [point] = plan.experiments[0].points;
  const network = plan.networks[point.network];
  const chip = plan.chips[point.chip];
  const kinds = kindsOf(plan, point, network);
  const found = kinds.map(({ node, geometry, shape, count }) =>
    layerRow(kernels, node, geometry, { shape, chip, count }),
  );
  const [analog, bare] = [0, 1].map((i) => 1 / found.reduce((sum, { perImage }) => sum + perImage[i], 0));
  const whole = 100 / (await secondsOfChip(plan, network, 100, technology));
  const made = [
    ['layers alone', analog],
    ['all of it', whole],
  ].map(([name, value]) => ({
    name: `cli/ResNet-20, images x chips, ${name} (bare products)`,
    technology,
    shape: '40.8 M mult.-acc.',
    value,
    unit: '1/s',
    reference: bare,
    ratio: value / bare,
  }));
  const all = [...found.map(({ perImage: _, ...row }) => row), ...made];
  if (blas === null) return all;
  return [
    ...all,
    await workload(blas, kinds, () => secondsOfChip(plan, network, 1000, technology), technology),
  ];
}

export async function rows() {
  const { technology } = await loadKernels();
  const blas = startBlas();
  const all = [];
  for (const name of new Set([technology, 'wasm'])) all.push(...(await rowsOf(name, blas)));
  blas?.close();
  return all;
}
