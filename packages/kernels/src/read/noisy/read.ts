import { applyBank } from '../../convert/apply.js';
import { rowTileOf } from '../../convert/scales.js';
import type { Drive } from '../../input/drive.js';
import { conversionNormals, type RowBlock } from '../../noise/draw.js';
import type { Kernels } from '../../products/kernels.js';
import type { Piece } from '../geometry.js';
import type { ReadLayer, ReadTally } from '../layer.js';
import type { NoisyLines, NoisySlice } from './lines.js';

const f = Math.fround;

/** Values of one block of rows [rows x outputs] in work at a time. */
const BLOCK_VALUES = 65536;

/** One block of rows on its way through the converters. */
interface Block {
  readonly kernels: Kernels;
  readonly read: ReadLayer;
  readonly rows: RowBlock;
  readonly drive: Drive;
  /** The squares of the driven values, packed; empty without read noise. */
  readonly squares: Float32Array;
  /** [rows x outputs] */
  readonly sums: Float32Array;
  readonly variances: Float32Array;
  readonly normals: Float32Array;
  readonly acc: Float32Array;
  clipped: number;
}

interface RowGroup {
  readonly index: number;
  readonly rows: Piece;
  readonly rowTile: number;
}

/** S + sqrt(Q) z, Q the variance of every bit line. */
function addReadNoise(block: Block, lines: NoisyLines, group: RowGroup, sums: Float32Array): void {
  const { kernels, rows, drive, read, squares } = block;
  if (lines.variance === null) return;
  const { count } = rows;
  const size = count * lines.columns.count;
  const { variances } = block;
  const call = { inputs: squares, count, out: variances, rows: group.rows, order: drive.order };
  kernels.product({ ...call, plane: lines.variance });
  const place = { rowGroup: group.index, rowGroups: read.groups.length, drive: drive.index };
  const normals = conversionNormals(lines.keys.read, lines.columns, rows, place, block.normals);
  for (let i = 0; i < size; i++) sums[i] += f(f(Math.sqrt(variances[i])) * normals[i]);
}

/** The sums of some bit lines over a row group [rows x columns], read noise included. */
function sumsOf(block: Block, lines: NoisyLines, group: RowGroup, sums: Float32Array): void {
  const { kernels, drive, rows } = block;
  const { plane } = lines;
  if (plane === null) sums.fill(0);
  else kernels.product({ ...drive, plane, count: rows.count, out: sums, rows: group.rows });
  addReadNoise(block, lines, group, sums);
}

/** Codes and decodes sums in place. */
function convertSums(block: Block, lines: NoisyLines, group: RowGroup, sums: Float32Array): void {
  const { rows, drive, read } = block;
  if (lines.bank === null) return;
  const noisy = lines.bank.noise > 0;
  const place = { rowGroup: group.index, rowGroups: read.groups.length, drive: drive.index };
  const normals = noisy
    ? conversionNormals(lines.keys.conversion, lines.columns, rows, place, block.normals)
    : null;
  block.clipped += applyBank(lines.bank, { rowTile: group.rowTile, count: rows.count, sums, normals });
}

/** The mean over the reference columns of every tile, [rows x column tiles]. */
function referenceMeans(block: Block, slice: NoisySlice, group: RowGroup): Float32Array {
  const { count } = block.rows;
  const tiles = slice.references.length;
  const means = new Float32Array(count * tiles);
  slice.references.forEach((lines, tile) => {
    const columns = lines.columns.count;
    const sums = new Float32Array(count * columns);
    sumsOf(block, lines, group, sums);
    convertSums(block, lines, group, sums);
    for (let m = 0; m < count; m++) {
      let sum = 0;
      for (let i = m * columns; i < (m + 1) * columns; i++) sum = f(sum + sums[i]);
      means[m * tiles + tile] = sum / columns;
    }
  });
  return means;
}

/** Subtracts a tile's value from all its outputs. */
function subtractTiles(block: Block, values: Float32Array, from: Float32Array): void {
  const { columnTiles } = block.read.geometry;
  const { outputs } = block.read;
  for (let m = 0; m < block.rows.count; m++)
    columnTiles.forEach(([first, count], tile) => {
      const value = values[m * columnTiles.length + tile];
      const at = m * outputs + first;
      for (let i = at; i < at + count; i++) from[i] -= value;
    });
}

/** The weight columns of one slice: noise, converters, accumulation. */
function addSlice(block: Block, slice: NoisySlice, group: RowGroup, shared: Float32Array | null): void {
  const { sums, acc } = block;
  for (const lines of slice.lines) {
    sumsOf(block, lines, group, sums);
    if (shared !== null) subtractTiles(block, shared, sums);
    convertSums(block, lines, group, sums);
    const worth = lines.bank === null ? slice.significance : 1;
    if (lines.sign > 0) for (let i = 0; i < acc.length; i++) acc[i] += f(worth * sums[i]);
    else for (let i = 0; i < acc.length; i++) acc[i] -= f(worth * sums[i]);
  }
}

function readGroup(block: Block, slices: readonly NoisySlice[], group: RowGroup): void {
  const { rows, acc, read } = block;
  const tiles = read.geometry.columnTiles.length;
  let subtracted: Float32Array | null = null;
  for (const slice of slices) {
    if (slice.references.length === 0) {
      addSlice(block, slice, group, null);
      continue;
    }
    const means = referenceMeans(block, slice, group);
    const converted = slice.references[0].bank !== null;
    addSlice(block, slice, group, converted ? null : means);
    if (!converted) continue;
    subtracted ??= new Float32Array(rows.count * tiles);
    for (let i = 0; i < means.length; i++) subtracted[i] += means[i];
  }
  if (subtracted !== null) subtractTiles(block, subtracted, acc);
}

function squaresOf(drive: Drive, inputs: number): Float32Array {
  const squares = new Float32Array(drive.count * inputs);
  for (let m = 0, i = 0; m < drive.count; m++) {
    const from = m * drive.inputStride + drive.inputColumn;
    for (let at = from; at < from + inputs; at++, i++) squares[i] = drive.inputs[at] * drive.inputs[at];
  }
  return squares;
}

/** Conversions of one input row and drive. */
function conversionsPerRow(slices: readonly NoisySlice[], groups: number): number {
  const lines = slices.flatMap(({ lines: weights, references }) => [...weights, ...references]);
  return lines.reduce((sum, { bank, columns }) => sum + (bank === null ? 0 : groups * columns.count), 0);
}

/**
 * The accumulators of one drive with errors of converters and noise, out [count x outputs] packed: raw sums from the kernels,
 * the rest here, so that every technology gives the same bits. docs/numerics.md section 12.
 */
export function readNoisy(
  kernels: Kernels,
  read: ReadLayer,
  slices: readonly NoisySlice[],
  driven: { readonly drive: Drive; readonly rows: Omit<RowBlock, 'count'> },
  out: Float32Array,
): ReadTally {
  const { drive, rows } = driven;
  const { outputs, geometry } = read;
  const widest = Math.max(outputs, read.columns);
  const most = Math.max(1, Math.floor(BLOCK_VALUES / widest));
  const noisy = slices.some(({ lines: [{ variance }] }) => variance !== null);
  let clipped = 0;
  for (let first = 0; first < drive.count; first += most) {
    const count = Math.min(most, drive.count - first);
    const part = { ...drive, inputs: drive.inputs.subarray(first * drive.inputStride), count };
    const block: Block = {
      kernels,
      read,
      drive: part,
      rows: { ...rows, firstRow: rows.firstRow + first, count },
      squares: noisy ? squaresOf(part, read.inputs) : new Float32Array(0),
      sums: new Float32Array(count * outputs),
      variances: new Float32Array(noisy ? count * widest : 0),
      normals: new Float32Array(count * widest),
      acc: out.subarray(first * outputs, (first + count) * outputs).fill(0),
      clipped: 0,
    };
    read.groups.forEach((piece, index) =>
      readGroup(block, slices, { index, rows: piece, rowTile: read.ideal ? 0 : rowTileOf(geometry, index) }),
    );
    clipped += block.clipped;
  }
  return { conversions: drive.count * conversionsPerRow(slices, read.groups.length), clipped };
}
