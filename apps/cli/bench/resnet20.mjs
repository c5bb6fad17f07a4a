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
  quantiseInputs,
  readLayer,
  releaseRead,
} from '@kirchhoff/kernels';
import { diagnose } from '@kirchhoff/language';
import { arraysOf } from '@kirchhoff/plan';
import { fold, key, uniforms } from '@kirchhoff/random';
import { execute } from '@kirchhoff/runtime';

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
  const call = (driven, first, size) =>
    readLayer(kernels, read, {
      group: 0,
      inputs: driven,
      count: size,
      out: out.subarray(first * outputs, (first + size) * outputs),
    });
  const analog = () => {
    const driven = quantiseInputs(input, coding);
    if (node.op === 'dense') return call(driven, 0, images);
    const image = { height: shape[0], width: shape[1], channels: shape[2] };
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
async function evaluation(plan, inputs, chips) {
  const [experiment] = plan.experiments;
  const trials = { from: chips, to: chips };
  const start = process.cpuUsage();
  await execute({ ...plan, experiments: [{ ...experiment, trials }] }, inputs, { workers: 1 });
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

/** Whole chips with everything digital: what further chips cost, on one core. */
async function chipsPerSecond(plan, network, count) {
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
  const data = { test, calibration: { images: test.images, count }, shape: [32, 32, 3], classes: 10 };
  const [point] = plan.experiments[0].points;
  const inputs = { data: { [point.data]: data }, weights: { [point.weights.training]: [weights] } };
  const one = await evaluation(plan, inputs, 1);
  const four = await evaluation(plan, inputs, 4);
  return (3 * count) / (four - one);
}

/** ResNet-20 on arrays of 128 x 128: every kind of layer, and whole chips, beside bare products of the same shapes on one core. */
export async function rows() {
  const kernels = await loadKernels();
  const plan = planned(readFileSync(uri, 'utf8'));
  const [point] = plan.experiments[0].points;
  const network = plan.networks[point.network];
  const chip = plan.chips[point.chip];
  const nodes = new Map(network.nodes.map((node) => [node.name, node]));
  const kinds = new Map();
  for (const geometry of plan.mappings[point.mapping].layers) {
    const node = nodes.get(geometry.node);
    const shape = nodes.get(node.inputs[0]).shape;
    const kind = JSON.stringify([shape, node.shape, geometry.inputs]);
    const found = kinds.get(kind);
    kinds.set(kind, found ? { ...found, count: found.count + 1 } : { node, geometry, shape, count: 1 });
  }
  const found = [...kinds.values()].map(({ node, geometry, shape, count }) =>
    layerRow(kernels, node, geometry, { shape, chip, count }),
  );
  const [analog, bare] = [0, 1].map((i) => 1 / found.reduce((sum, { perImage }) => sum + perImage[i], 0));
  const whole = await chipsPerSecond(plan, network, 100);
  return [
    ...found.map(({ perImage: _, ...row }) => row),
    {
      name: 'cli/ResNet-20, images x chips, layers alone (bare products)',
      technology: kernels.technology,
      shape: '40.8 M mult.-acc.',
      value: analog,
      unit: '1/s',
      reference: bare,
      ratio: analog / bare,
    },
    {
      name: 'cli/ResNet-20, images x chips, all of it (bare products)',
      technology: kernels.technology,
      shape: '40.8 M mult.-acc.',
      value: whole,
      unit: '1/s',
      reference: bare,
      ratio: whole / bare,
    },
  ];
}
