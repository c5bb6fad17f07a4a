// ResNet-20 and VGG-8 on arrays of 128 x 128, differential pairs, 8-bit inputs and converters with written ranges, random images and weights:
// every kind of layer, and a whole chip with its draw and everything digital (W5: ResNet-20 on 1,000 images), beside the bare products of
// the same shapes by the BLAS of this machine and beside the tile kernel's own rate. Processor seconds of one core.
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
import { key } from '@kirchhoff/random';
import { against, processor, startBlas } from '../../../bench/blas.mjs';
import { drawn, drawnInputs, planned, product } from '../../../bench/study.mjs';
import { makeContext } from '../../../packages/runtime/dist/worker/context.js';
import { perform } from '../../../packages/runtime/dist/worker/perform.js';

const networks = [
  { name: 'ResNet-20', file: 'resnet20', images: 64, whole: 1000, repeats: 7 },
  { name: 'VGG-8', file: 'vgg8', images: 4, whole: 32, repeats: 7 },
];
const written = { kind: 'fixed', low: -8, high: 8, unit: 'normalised' };

const positionsOf = (node) => (node.op === 'conv' ? node.shape[0] * node.shape[1] : 1);

/** One layer on its arrays for a batch: input codes, patches, read. */
function layerRun(kernels, { node, geometry, shape }, chip, images) {
  const { inputs, outputs } = geometry;
  const weights = drawn(node.name, inputs * outputs);
  const filters = { size: node.size, channels: node.inputChannels, outputs };
  const matrices =
    node.op === 'dense' ? { groups: 1, inputs, outputs, weights } : filterMatrices(weights, filters, 1);
  const mapped = mapWeights(matrices, chip.weights, chip.device);
  const programmed = programLayer(mapped, chip.device, { key: key(2), columnTiles: geometry.columnTiles });
  const coding = inputCoding(chip.inputs, { negative: false, quantile: 1 });
  const settings = { geometry, coding, readVoltage: chip.inputs.readVoltage, adc: chip.adc, scales: null };
  const read = prepareRead(kernels, programmed, settings, null);
  const input = drawn('images', images * product(shape));
  const rows = images * positionsOf(node);
  const out = new Float32Array(rows * outputs);
  const driven = new Float32Array(input.length);
  const part = (inputs, first, count) =>
    readLayer(kernels, read, {
      group: 0,
      inputs,
      count,
      out: out.subarray(first * outputs, (first + count) * outputs),
    });
  const run = () => {
    kernels.pointwise.quantise(input, coding, driven);
    if (node.op === 'dense') return part(driven, 0, images);
    const image = { height: shape[0], width: shape[1], channels: shape[2] };
    const patches = { shape: image, window: node };
    if (!readsPatches(kernels, read))
      return forPatches({ input: driven, images, shape: image, window: node }, part);
    return readLayer(kernels, read, { group: 0, inputs: driven, patches, inputColumn: 0, count: rows, out });
  };
  return { run, release: () => releaseRead(kernels, read) };
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

const workOf = ({ node, geometry }) => 2 * positionsOf(node) * geometry.inputs * geometry.outputs;

async function layerRows(kernels, blas, kinds, chip, { name, images, repeats }) {
  const rows = [];
  for (const kind of kinds) {
    const { node, geometry, count } = kind;
    const { run, release } = layerRun(kernels, kind, chip, images);
    const shape = [images * positionsOf(node), geometry.inputs, geometry.outputs];
    const { value, reference, ratio, spread } = await against(
      () => processor(run),
      () => blas.bare(...shape),
      repeats,
    );
    release();
    const work = (images * workOf(kind)) / 1e9;
    const others = count > 1 ? ` and ${count - 1} like it` : '';
    rows.push({
      name: `cli/${name}, layer ${node.name}${others} (bare product)`,
      technology: kernels.technology,
      shape: shape.join('x'),
      unit: 'GF/s',
      value: work / value,
      reference: work / reference,
      ratio: 1 / ratio,
      spread,
    });
  }
  return rows;
}

/** Runs one more chip on all images in this thread, as a worker does. */
function chips(kernels, plan, inputs, images) {
  const context = makeContext(plan, inputs, kernels);
  const [point] = plan.experiments[0].points;
  const subject = { network: point.network, data: point.data, weights: point.weights.training, repeat: 0 };
  const calibration = { inputs: perform(context, { kind: 'inputs', keep: 1, ...subject }), converters: {} };
  const place = { experiment: 0, point: 0, repeat: 0, calibration, ranges: null, predictions: null };
  let trial = 0;
  return () =>
    perform(context, { kind: 'chips', chips: [{ ...place, trial: trial++ }], images: [0, images] });
}

/** A tile of 128 x 128 read for 1024 rows of ready codes. */
function tileRun(kernels, chip) {
  const node = { op: 'dense', name: 'tile', shape: [128] };
  const geometry = {
    inputs: 128,
    outputs: 128,
    rowTiles: [[0, 128]],
    rowGroups: [[0, 128]],
    columnTiles: [[0, 128]],
  };
  return layerRun(kernels, { node, geometry, shape: [128] }, chip, 1024);
}

async function wholeRows(kernels, blas, kinds, { plan, inputs, name, whole, repeats }) {
  const [point] = plan.experiments[0].points;
  const chip = chips(kernels, plan, inputs, whole);
  const bare = async () => {
    let sum = 0;
    for (const { node, geometry, count } of kinds)
      sum += count * (await blas.bare(whole * positionsOf(node), geometry.inputs, geometry.outputs));
    return sum;
  };
  const { technology } = kernels;
  const measured = await against(() => processor(chip), bare, repeats);
  const tile = tileRun(kernels, plan.chips[point.chip]);
  const tiles = () => processor(() => Array.from({ length: 50 }, tile.run)) / 50;
  const work = (whole * kinds.reduce((sum, kind) => sum + kind.count * workOf(kind), 0)) / 1e9;
  const tileWork = (2 * 1024 * 128 * 128) / 1e9;
  const own = await against(
    () => processor(chip) / work,
    () => tiles() / tileWork,
    repeats,
  );
  tile.release();
  const shape = `${whole} images`;
  const w5 = name === 'ResNet-20' ? 'W5, ' : '';
  return [
    { name: `cli/${w5}${name}, one chip (bare products)`, technology, shape, unit: 's', ...measured },
    {
      name: `cli/${name}, one chip (tile kernel)`,
      technology,
      shape,
      unit: 'GF/s',
      value: 1 / own.value,
      reference: 1 / own.reference,
      ratio: 1 / own.ratio,
      spread: own.spread,
    },
  ];
}

function studyOf({ file, ...rest }) {
  const plan = planned(`dsl-examples/networks/${file}.kir`, (chip) => ({
    ...chip,
    adc: { ...chip.adc, range: written },
  }));
  return { plan, inputs: drawnInputs(plan, rest.whole), ...rest };
}

export async function rows() {
  const blas = startBlas();
  if (blas === null) throw new Error('no BLAS to compare with (Debian: libopenblas-dev)');
  const made = [];
  const { value, reference, ratio, spread } = await against(
    () => blas.peak(),
    () => blas.bare(1024, 512, 512),
  );
  const [most, sgemm] = [1 / value, (2 * 1024 * 512 * 512) / 1e9 / reference];
  const rest = {
    shape: '',
    unit: 'GF/s',
    value: most,
    reference: sgemm,
    ratio: most / sgemm || ratio,
    spread,
  };
  made.push({ name: 'machine/fused multiply-adds of one core (sgemm)', technology: 'C', ...rest });
  const { technology } = await loadKernels();
  for (const name of new Set([technology, 'wasm'])) {
    const kernels = await loadKernels(name);
    for (const network of networks) {
      const study = studyOf(network);
      const [point] = study.plan.experiments[0].points;
      const kinds = kindsOf(study.plan, point, study.plan.networks[point.network]);
      made.push(...(await layerRows(kernels, blas, kinds, study.plan.chips[point.chip], study)));
      made.push(...(await wholeRows(kernels, blas, kinds, study)));
    }
  }
  blas.close();
  return made;
}
