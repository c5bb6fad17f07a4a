// ResNet-20 and VGG-8 on arrays of 128 x 128, differential pairs, 8-bit inputs and converters with written ranges (and calibrated before), random images and weights:
// every kind of layer, and a whole chip with its draw and everything digital (W5: ResNet-20 on 1,000 images), beside the bare products of
// the same shapes by the BLAS of this machine and beside the tile kernel's own rate. Processor seconds of one core.
import { loadKernels, releaseRead } from '@kirchhoff/kernels';
import { against, peakRow, processor, withBlas } from '../../../bench/blas.mjs';
import { calibratedAdc } from '../../../bench/chip.mjs';
import { drawn } from '../../../bench/drawn.mjs';
import { fastKernels } from '../../../bench/fast.mjs';
import { chipLayer, readActivations, tileReader } from '../../../bench/layer.mjs';
import { durationRow, rateRow } from '../../../bench/row.mjs';
import { oneChip, product, writtenStudy } from '../../../bench/study.mjs';

const networks = [
  { name: 'ResNet-20', file: 'resnet20', images: 64, whole: 1000, repeats: 7 },
  { name: 'VGG-8', file: 'vgg8', images: 4, whole: 32, repeats: 7 },
];

const positionsOf = (node) => (node.op === 'conv' ? node.shape[0] * node.shape[1] : 1);

/** One layer on its arrays for a batch: activations, read. */
function layerRun(kernels, { node, geometry, shape }, chip, images) {
  const place = node.op === 'conv' ? { window: node, shape } : {};
  const layer = chipLayer(kernels, chip, { name: node.name, geometry, ...place });
  const read = layer.draw();
  const input = drawn('images', images * product(shape));
  const codes = new Float32Array(input.length);
  const count = images * positionsOf(node);
  const out = new Float32Array(count * geometry.outputs);
  const of = { x: input, codes, count, out, ...place };
  const run = () => readActivations(kernels, read, of);
  return { run, release: () => releaseRead(kernels, read) };
}

/** Every kind of layer of the network once, with how many there are. */
function kindsOf({ plan, point }) {
  const nodes = new Map(plan.networks[point.network].nodes.map((node) => [node.name, node]));
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

/** 10⁹ operations of one image. */
const workOf = ({ node, geometry }) => (2 * positionsOf(node) * geometry.inputs * geometry.outputs) / 1e9;

async function layerRows(kernels, blas, { kinds, chip, name, images, repeats }) {
  const rows = [];
  for (const kind of kinds) {
    const { node, geometry, count } = kind;
    const { run, release } = layerRun(kernels, kind, chip, images);
    const shape = [images * positionsOf(node), geometry.inputs, geometry.outputs];
    const measured = await against(
      () => processor(run),
      () => blas.bare(...shape),
      repeats,
    );
    release();
    const others = count > 1 ? ` and ${count - 1} like it` : '';
    const title = `cli/${name}, layer ${node.name}${others} (bare product)`;
    const work = { unit: 'GF/s', work: images * workOf(kind) };
    rows.push(rateRow(title, kernels, shape.join('x'), measured, work));
  }
  return rows;
}

/** Seconds of the bare products of all layers for `whole` images, from as many as make a usual batch. */
function bareOf(blas, { kinds, whole }) {
  const batch = Math.min(50, whole);
  return async () => {
    let sum = 0;
    for (const { node, geometry, count } of kinds)
      sum += count * (await blas.bare(batch * positionsOf(node), geometry.inputs, geometry.outputs));
    return (sum * whole) / batch;
  };
}

const titleOf = (name) => `cli/${name === 'ResNet-20' ? 'W5, ' : ''}${name}, one chip`;

async function wholeRows(kernels, blas, study) {
  const { kinds, chip, name, whole, repeats } = study;
  const run = oneChip(kernels, study, whole);
  const shape = `${whole} images`;
  const title = titleOf(name);
  const beside = await against(() => processor(run), bareOf(blas, study), repeats);
  const tile = tileReader(kernels, chip);
  const tiles = () => processor(() => Array.from({ length: 50 }, tile.run));
  const share = await against(() => processor(run), tiles, repeats);
  tile.release();
  const work = whole * kinds.reduce((sum, kind) => sum + kind.count * workOf(kind), 0);
  return [
    durationRow(`${title} (bare products)`, kernels, shape, beside, { unit: 's', factor: 1 }),
    rateRow(`${title} (tile kernel)`, kernels, shape, share, { unit: 'GF/s', work, other: 50 * tile.work }),
  ];
}

/** A whole chip whose converters are calibrated beforehand. */
async function calibratedRow(kernels, blas, study) {
  const { file, name, whole, repeats } = study;
  const run = oneChip(kernels, writtenStudy(file, whole, calibratedAdc.range), whole);
  const measured = await against(() => processor(run), bareOf(blas, study), repeats);
  const title = `${titleOf(name)}, calibrated (bare products)`;
  return durationRow(title, kernels, `${whole} images`, measured, { unit: 's', factor: 1 });
}

/** Cells and planes of a chip, beside the definition's. */
async function drawRow(kernels, study) {
  const drawOf = (by) => {
    const draw = oneChip(by, study, 0, kernels);
    return () => processor(draw);
  };
  const measured = await against(drawOf(kernels), drawOf(await loadKernels('plain')), 7);
  const title = `cli/${study.name}, draw of one chip (plain)`;
  return durationRow(title, kernels, '', measured, { unit: 'ms', factor: 1e3 });
}

function studyOf(network) {
  const study = writtenStudy(network.file, network.whole);
  return { ...network, ...study, kinds: kindsOf(study), chip: study.plan.chips[study.point.chip] };
}

export const rows = () =>
  withBlas(async (blas) => {
    if (blas === null) return [];
    const made = [await peakRow(blas)];
    const studies = networks.map(studyOf);
    for (const kernels of await fastKernels())
      for (const study of studies) {
        made.push(...(await layerRows(kernels, blas, study)));
        made.push(...(await wholeRows(kernels, blas, study)), await calibratedRow(kernels, blas, study));
        made.push(await drawRow(kernels, study));
      }
    return made;
  });
