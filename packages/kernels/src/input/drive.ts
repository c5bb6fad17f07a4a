import type { SumOrder } from '../products/kernels.js';
import { drivesOf, type InputCoding } from './coding.js';
import { sliceInputs } from './slice.js';

/** What stands at the word lines of a layer. */
export interface DrivenLayer {
  /** Word lines, that of a bias included. */
  readonly inputs: number;
  readonly coding: InputCoding;
  /** True where the last word line is driven fully: the bias. */
  readonly biasRow: boolean;
}

/** Rows of driven inputs; row m starts at m x inputStride + inputColumn. */
export interface DrivenInputs {
  readonly inputs: Float32Array;
  readonly inputStride?: number;
  readonly inputColumn?: number;
  readonly count: number;
}

/** Values at the word lines in one drive, and how their products are added up. */
export interface Drive extends Required<DrivenInputs> {
  /** 0, or the input slice of bit-serial inputs. */
  readonly index: number;
  /** The drive counts this often: 2^(sliceBits x index). */
  readonly worth: number;
  readonly order: SumOrder;
}

/** The rows as they are, or, where a bias has a word line, with full drive appended to each. */
export function wordLines(layer: DrivenLayer, rows: DrivenInputs): Required<DrivenInputs> {
  const width = layer.biasRow ? layer.inputs - 1 : layer.inputs;
  const { inputs, inputStride = width, inputColumn = 0, count } = rows;
  if (!layer.biasRow) return { inputs, inputStride, inputColumn, count };
  const padded = new Float32Array(count * layer.inputs);
  for (let m = 0; m < count; m++) {
    const from = m * inputStride + inputColumn;
    const to = m * layer.inputs;
    for (let k = 0; k < width; k++) padded[to + k] = inputs[from + k];
    padded[to + width] = layer.coding.fullDrive;
  }
  return { inputs: padded, inputStride: layer.inputs, inputColumn: 0, count };
}

/** Every drive of the rows in turn, least significant slice first; the next overwrites the memory of the last. */
export function* drives(layer: DrivenLayer, rows: Required<DrivenInputs>): Generator<Drive> {
  const { serial } = layer.coding;
  const { inputs, inputStride, inputColumn, count } = rows;
  if (serial === undefined) {
    yield { ...rows, index: 0, worth: 1, order: 'rows' };
    return;
  }
  const width = layer.inputs;
  const slices = new Float32Array(count * width);
  const codes = { inputs, first: inputColumn, stride: inputStride, count, width };
  for (let index = 0; index < drivesOf(layer.coding); index++) {
    sliceInputs(codes, index, serial, slices);
    const worth = 2 ** (serial.sliceBits * index);
    yield { inputs: slices, inputStride: width, inputColumn: 0, count, index, worth, order: 'eights' };
  }
}
