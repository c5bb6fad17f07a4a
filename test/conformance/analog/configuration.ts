import type { AnalogChip, Converter, Device, Geometry, LayerMatrix, Piece } from '@kirchhoff/kernels';
import { randomDevice, randomLaw } from './device.js';
import type { Picker } from './pick.js';
import { randomConverter, randomInputs, randomReadNoise } from './reading.js';

export { exactDevice } from './device.js';

/** One analog layer with every setting drawn at random. */
export interface Configuration {
  readonly chip: AnalogChip;
  readonly matrix: LayerMatrix;
  readonly geometry: Geometry;
  /** [count x inputs] of every group. */
  readonly activations: readonly Float32Array[];
  readonly count: number;
  /** Rows of one image, and the place of row 0 among the rows of all images. */
  readonly positions: number;
  readonly firstRow: number;
  readonly partition: 'even' | 'fill';
  /** Digital, or on the arrays (chip.weights.bias). */
  readonly bias: Float32Array | null;
}

/** Pieces of at most `size`, as even as possible, the larger ones first. */
export function evenPieces(total: number, size: number, from = 0): Piece[] {
  const parts = Math.ceil(total / size);
  const least = Math.floor(total / parts);
  const larger = total - least * parts;
  return Array.from({ length: parts }, (_, part) => [
    from + part * least + Math.min(part, larger),
    part < larger ? least + 1 : least,
  ]);
}

/** Full pieces first, the rest last. */
export function fullPieces(total: number, size: number, from = 0): Piece[] {
  const parts = Math.ceil(total / size);
  return Array.from({ length: parts }, (_, part) => [
    from + part * size,
    Math.min(size, total - part * size),
  ]);
}

/** Row tiles and column tiles of at most the given sizes, each row tile cut into groups of `activeRows`. */
export function tiled(
  inputs: number,
  outputs: number,
  array: { rows: number; columns: number; activeRows: number },
  partition: 'even' | 'fill' = 'even',
): Geometry {
  const cut = partition === 'even' ? evenPieces : fullPieces;
  const rowTiles = cut(inputs, array.rows);
  return {
    rowTiles,
    rowGroups: rowTiles.flatMap(([first, count]) => fullPieces(count, array.activeRows, first)),
    columnTiles: cut(outputs, array.columns),
  };
}

export const plainWeights: AnalogChip['weights'] = {
  scheme: 'differential_pair',
  centred: false,
  subtract: 'analog',
  cells: 1,
  columns: 1,
  bits: null,
  cellBits: null,
  scale: 'per_layer',
  keep: 1,
  bias: 'digital',
};

export const eightBitInputs: AnalogChip['inputs'] = {
  bits: 8,
  encoding: 'amplitude',
  sliceBits: 1,
  range: { kind: 'calibrated', keep: 1 },
  readVoltage: 0.2,
};

export const converterOf = (bits: number, range: Converter['range']): Converter => ({
  bits,
  range,
  gainError: 0,
  offsetError: 0,
  inl: 0,
  dnl: 0,
  noise: 0,
});

function weights(pick: Picker): AnalogChip['weights'] {
  const bits = pick.chance(0.5) ? null : pick.whole(2, 9);
  return {
    scheme: pick.one(['differential_pair', 'digital_offset', 'reference_column'] as const),
    centred: pick.chance(0.3),
    subtract: pick.one(['analog', 'digital'] as const),
    cells: pick.one([1, 1, 2]),
    columns: pick.one([1, 1, 2, 3]),
    bits,
    cellBits: bits === null || pick.chance(0.5) ? null : pick.whole(1, bits),
    scale: pick.one(['per_layer', 'per_output'] as const),
    keep: pick.one([1, 1, 0.95]),
    bias: pick.one(['digital', 'digital', 'row'] as const),
  };
}

const odd = [1, 2, 3, 4, 5, 7, 8, 9, 9, 11, 15, 16, 17];
const large = [23, 33, 64];

/** Sizes of a layer; `count` rows of inputs. */
export interface Sizes {
  readonly groups: number;
  readonly inputs: number;
  readonly outputs: number;
  readonly count: number;
}

function randomSizes(pick: Picker): Sizes {
  const groups = pick.one([1, 1, 1, 1, 2, 3]);
  return {
    groups,
    inputs: pick.one(pick.chance(0.06) ? large : odd),
    outputs: pick.one(pick.chance(0.06) ? [13, 17] : [1, 2, 3, 4, 5, 8, 9]),
    count: pick.whole(1, 3),
  };
}

function numbers(pick: Picker, count: number, signed: boolean): Float32Array {
  return Float32Array.from({ length: count }, () => {
    const size = pick.unit() * pick.unit();
    return pick.chance(0.15) ? 0 : signed && pick.chance(0.5) ? -size : size;
  });
}

function chipOf(pick: Picker, rows: number, signed: boolean): AnalogChip {
  const cell = randomDevice(pick);
  const inputs = randomInputs(pick, signed);
  const noise = randomReadNoise(pick, cell.onState, () => randomLaw(pick, cell));
  const timed = noise?.kind === 'one_over_f' && cell.drift === null;
  return {
    device: { ...cell, readNoise: noise, drift: timed ? exactDrift : cell.drift },
    adc: randomConverter(pick, rows, cell.onState * inputs.readVoltage),
    array: { wireResistance: 0, driverResistance: 0, senseResistance: 0 },
    weights: weights(pick),
    inputs,
  };
}

/** Some time without any change of conductance. */
const exactDrift: Device['drift'] = {
  time: 3600,
  nu: { kind: 'number', value: 0 },
  nuSigma: null,
  t0: 20,
  scale: null,
  compensate: 'none',
};

/** A configuration of the whole option space, odd shapes included. */
export function configuration(pick: Picker, sizes: Sizes = randomSizes(pick)): Configuration {
  const { groups, inputs, outputs, count } = sizes;
  const biased = pick.chance(0.6);
  const signed = pick.chance(0.4);
  const partition = pick.one(['even', 'fill'] as const);
  const rows = pick.one([inputs + 1, inputs + 1, 1, 3, 8, 16]);
  const array = { rows, columns: pick.one([outputs, 1, 3, 4]), activeRows: pick.one([rows, rows, 2, 5]) };
  const drawn = chipOf(pick, Math.min(rows, inputs), signed);
  const chip = biased ? drawn : { ...drawn, weights: { ...drawn.weights, bias: 'digital' as const } };
  const lines = chip.weights.bias === 'row' ? inputs + 1 : inputs;
  return {
    chip,
    matrix: { groups, inputs, outputs, weights: numbers(pick, groups * inputs * outputs, true) },
    geometry: tiled(lines, outputs, array, partition),
    partition,
    activations: Array.from({ length: groups }, () => numbers(pick, count * inputs, signed)),
    count,
    positions: pick.whole(1, 3),
    firstRow: pick.whole(0, 20),
    bias: biased ? numbers(pick, groups * outputs, true) : null,
  };
}
