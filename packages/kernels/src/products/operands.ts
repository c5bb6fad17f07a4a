import type { Piece } from '../read/geometry.js';
import type { ConversionTable, ConvertCall, Operands, SumOrder } from './kernels.js';

/** Operands with nothing left to be assumed, and their sizes checked. */
export interface ResolvedOperands {
  readonly inputs: Float32Array;
  readonly inputStride: number;
  readonly inputColumn: number;
  readonly count: number;
  readonly out: Float32Array;
  readonly outStride: number;
  readonly outColumn: number;
  readonly gain: Float32Array | null;
  readonly bias: Float32Array | null;
  readonly order: SumOrder;
}

/** Throws where a caller broke a promise: a bug, never a user's mistake. */
export function demand(holds: boolean, promise: string): void {
  if (!holds) throw new Error(`kernels: ${promise}`);
}

const whole = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

function demandRows(
  array: Float32Array,
  layout: readonly [count: number, stride: number, column: number, width: number],
) {
  const [count, stride, column, width] = layout;
  demand(layout.every(whole), 'counts, strides and columns are whole numbers');
  demand(column + width <= stride || count <= 1, 'a row fits its stride');
  demand(count === 0 || (count - 1) * stride + column + width <= array.length, 'an array holds all its rows');
}

/** Fills in defaults for rows of `inputs` values in and `outputs` values out. */
export function resolveOperands(call: Operands, inputs: number, outputs: number): ResolvedOperands {
  const { inputStride = inputs, inputColumn = 0, outStride = outputs, outColumn = 0 } = call;
  const { gain = null, bias = null, order = 'rows', count } = call;
  if (call.patches === undefined) demandRows(call.inputs, [count, inputStride, inputColumn, inputs]);
  demandRows(call.out, [count, outStride, outColumn, outputs]);
  demand(call.coding?.bits !== null, 'codes have bits');
  for (const last of [gain, bias])
    demand(last === null || last.length >= outputs, 'gain and bias hold every output');
  return {
    inputs: call.inputs,
    inputStride,
    inputColumn,
    count,
    out: call.out,
    outStride,
    outColumn,
    gain,
    bias,
    order,
  };
}

/** Throws where activations stand in place of codes, for kernels that take none. */
export const demandCodes = ({ coding }: Operands): void =>
  demand(coding === undefined, 'these kernels take codes');

/** Throws unless a plane, and what is taken away from it, hold all their values. */
export function demandPlane(plane: Float32Array, size: number, less: Float32Array | null): void {
  demand(plane.length >= size, 'a plane holds inputs x outputs values');
  demand(less === null || less.length >= size, 'what is taken away holds as many');
}

/** Throws unless the piece lies within `size`. */
export function demandPiece(piece: Piece, size: number): void {
  const [first, count] = piece;
  demand(
    whole(first) && whole(count) && first + count <= size,
    `rows ${first} + ${count} lie within ${size}`,
  );
}

/** Throws unless terms, row groups and shared values of the call fit together. */
export function demandConvertible(call: ConvertCall): void {
  const { terms, rowGroups, shared, separate = false } = call;
  demand(terms.length > 0, 'a read has a plane');
  const { inputs, outputs } = terms[0].plane;
  for (const { plane, conversion } of terms) {
    demand(plane.inputs === inputs && plane.outputs === outputs, 'planes of a read have one shape');
    demand(conversion.groups === rowGroups.length, 'a conversion knows every row group');
    demand(conversion.outputs === outputs, 'a conversion knows every output');
  }
  for (const group of rowGroups) demandPiece(group, inputs);
  demand(call.serial === undefined || !(separate || shared), 'slices of inputs have one accumulator each');
  demand(!separate || !(call.gain || call.bias || shared), 'separate row groups have no last step');
  if (!shared) return;
  for (const tile of shared.columnTiles) demandPiece(tile, outputs);
  const values = call.count * rowGroups.length * shared.columnTiles.length;
  demand(shared.values.length >= values, 'every row group and column tile has its shared value');
}

/** Throws unless every array of the table reaches the last row group and output. */
export function demandTable(table: ConversionTable, groups: number, outputs: number): void {
  const { groupStride, columnStride, ...arrays } = table;
  const length = (groups - 1) * groupStride + (outputs - 1) * columnStride + 1;
  demand(groups > 0 && outputs > 0, 'a conversion has row groups and outputs');
  for (const array of Object.values(arrays))
    demand(array.length >= length, 'a table holds all its parameters');
}

/** Index of the column tile of each output; every output must have one. */
export function tileOfOutputs(columnTiles: readonly Piece[], outputs: number): Int32Array {
  const tiles = new Int32Array(outputs).fill(-1);
  columnTiles.forEach(([first, count], tile) => tiles.fill(tile, first, first + count));
  demand(!tiles.includes(-1), 'column tiles cover every output');
  return tiles;
}
