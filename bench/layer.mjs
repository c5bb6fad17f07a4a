// One layer of a chip as benchmarks draw and read it, with random weights.
import {
  calibrateConverters,
  filterMatrices,
  inputCoding,
  mapWeights,
  prepareRead,
  programLayer,
  readLayer,
  readsActivations,
  releaseRead,
} from '@kirchhoff/kernels';
import { fold, key } from '@kirchhoff/random';
import { drawn } from './drawn.mjs';

/**
 * A layer that can be drawn and read again and again. `chip` holds weights, device, inputs and adc as a plan does; `window` with the shape
 * [height, width, channels] of an image makes it a convolution. The memory of its cells is kept.
 */
export function chipLayer(kernels, chip, { name = 'layer', geometry, window = null, shape = null }) {
  const { inputs, outputs } = geometry;
  const weights = drawn(name, inputs * outputs);
  const filters = window && { size: window.size, channels: shape[2], outputs };
  const matrices = filters ? filterMatrices(weights, filters) : { groups: 1, inputs, outputs, weights };
  const mapped = mapWeights(matrices, chip.weights, chip.device);
  const coding = inputCoding(chip.inputs, { negative: false, quantile: 1 });
  const settings = { geometry, coding, readVoltage: chip.inputs.readVoltage, adc: chip.adc };
  let scales = null;
  let reuse;
  let trial = 0;
  return {
    coding,
    /** Measures the ranges of its converters on codes as `readCodes` takes them; nothing where they are written. */
    calibrate({ codes, count, window: of = null, shape: image = null }) {
      const { range } = chip.adc;
      if (range.kind !== 'calibrated') return;
      const calibration = calibrateConverters(kernels, mapped, { range, geometry, coding, positions: count });
      calibration.add({ group: 0, inputs: codes, inputColumn: 0, count, ...patchesOf(of, image) });
      scales = calibration.finish();
    },
    draw() {
      const { columnTiles } = geometry;
      reuse = programLayer(mapped, chip.device, { key: fold(key(2), trial++), columnTiles, reuse, kernels });
      return prepareRead(kernels, reuse, { ...settings, scales }, null);
    },
  };
}

/** The patches of a convolution's images as reads take them; nothing for a dense layer. */
function patchesOf(window, shape) {
  if (window === null) return {};
  const [height, width, channels] = shape;
  return { patches: { shape: { height, width, channels }, window } };
}

/** Reads `count` rows of codes, or the positions of a convolution over images of codes. */
export function readCodes(
  kernels,
  read,
  { codes, count, out, window = null, shape = null, activations = false },
) {
  return readLayer(kernels, read, {
    group: 0,
    inputs: codes,
    activations,
    inputColumn: 0,
    count,
    out,
    ...patchesOf(window, shape),
  });
}

/** [first, count] of pieces of at most `most`. */
const pieces = (size, most) =>
  Array.from({ length: Math.ceil(size / most) }, (_, i) => [i * most, Math.min(most, size - i * most)]);

/** Full arrays of `side` x `side` first. */
export const filledArrays = (inputs, outputs, side = 128) => ({
  inputs,
  outputs,
  rowTiles: pieces(inputs, side),
  rowGroups: pieces(inputs, side),
  columnTiles: pieces(outputs, side),
});

/** The same from activations: kernels code them, or they are coded to `codes` before, as a study's are. */
export function readActivations(kernels, read, { x, codes, ...of }) {
  const activations = readsActivations(kernels, read);
  if (!activations) kernels.pointwise.quantise(x, read.coding, codes);
  return readCodes(kernels, read, { ...of, codes: activations ? x : codes, activations });
}

/** Reads one array of `side` x `side` for 1024 rows of ready codes when called. */
export function tileReader(kernels, chip, side = 128) {
  const read = chipLayer(kernels, chip, { name: 'tile', geometry: filledArrays(side, side, side) }).draw();
  const codes = drawn('images', 1024 * side).map((u) => Math.round(255 * (u + 0.5)));
  const out = new Float32Array(1024 * side);
  return {
    run: () => readCodes(kernels, read, { codes, count: 1024, out }),
    release: () => releaseRead(kernels, read),
    /** 10⁹ operations of one call. */
    work: (2 * 1024 * side * side) / 1e9,
  };
}
