import {
  inputCoding,
  loadKernels,
  mapWeights,
  oneArray,
  oracleProgram,
  prepareRead,
  programLayer,
  quantiseInputs,
  readLayer,
  releaseRead,
} from '@kirchhoff/kernels';
import { fold, key, normalAt } from '@kirchhoff/random';
import { workloadChip } from '../../../bench/chip.mjs';
import { drawn } from '../../../bench/drawn.mjs';
import { alternate, held } from '../../../bench/measure.mjs';

const images = 1024;
const side = 128;
const trial = fold(key(1), 'bench');

const { device, weights: mapping, adc, inputs } = workloadChip;

const mapped = (rows, outputs) =>
  mapWeights(
    { groups: 1, inputs: rows, outputs, weights: drawn('weights', rows * outputs) },
    mapping,
    device,
  );

/** Every cell of a layer by itself, in float64. */
function oracleDraw({ inputs: rows, outputs, targets }, layerKey) {
  const purpose = fold(layerKey, 'programming');
  return targets.map((slices, polarity) =>
    slices.map((target) =>
      Float64Array.from({ length: rows * outputs }, (_, at) => {
        const cell = { row: Math.floor(at / outputs), output: at % outputs, polarity };
        const law = (attempt) => normalAt(purpose, { ...cell, attempt });
        const draws = { law, stuck: 1, relaxation: 0, drift: 0 };
        return oracleProgram(target[at], draws, device, inputs.readVoltage).value;
      }),
    ),
  );
}

/** All cells of a chip with the layers of the quickstart, beside the oracle. */
function draw() {
  const layers = [mapped(784, 128), mapped(128, 10)];
  const each = (program) => () => layers.map((layer, ordinal) => program(layer, fold(trial, ordinal)));
  const fast = each((layer, layerKey) =>
    programLayer(layer, device, { key: layerKey, columnTiles: [[0, layer.outputs]] }),
  );
  const slow = each(oracleDraw);
  return {
    name: 'kernels/draw of one chip (oracle)',
    technology: 'plain',
    shape: '203,264 cells',
    ...alternate(fast, slow),
    memory: held(fast),
    referenceMemory: held(slow),
  };
}

/** One 128 x 128 array read for many images with its converters, beside the plain twin. */
function tilePass(wasm, plain) {
  const geometry = oneArray(side, side);
  const chip = programLayer(mapped(side, side), device, {
    key: fold(trial, 'tile'),
    columnTiles: geometry.columnTiles,
  });
  const coding = inputCoding(inputs, { negative: false, quantile: 1 });
  const driven = quantiseInputs(
    drawn('images', images * side).map((u) => u + 0.5),
    coding,
  );
  const settings = { geometry, coding, readVoltage: 0.2, adc, scales: null };
  const [fast, slow] = [wasm, plain].map((kernels) => {
    const read = prepareRead(kernels, chip, settings, null);
    const out = new Float32Array(images * side);
    const memory = (kernels.bytes() + out.byteLength + driven.byteLength) / 2 ** 20;
    const run = () => readLayer(kernels, read, { group: 0, inputs: driven, count: images, out });
    return { run, memory, release: () => releaseRead(kernels, read) };
  });
  const measured = alternate(fast.run, slow.run, 15);
  fast.release();
  slow.release();
  return {
    name: 'kernels/one tile pass (plain)',
    technology: wasm.technology,
    shape: `${images}x${side}x${side}`,
    ...measured,
    memory: fast.memory,
    referenceMemory: slow.memory,
  };
}

/** The steps that a chip costs, in time and memory, beside their twins in the same run. */
export async function rows() {
  const [wasm, plain] = [await loadKernels('wasm'), await loadKernels('plain')];
  return [draw(), tilePass(wasm, plain)];
}
