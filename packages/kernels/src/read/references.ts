import type { Kernels, Operands, SharedTerm } from '../products/kernels.js';
import { callOf } from './call.js';
import type { MatrixRead, ReadLayer } from './layer.js';
import { room } from './room.js';

const f = Math.fround;

/** Adds the mean of n decoded reference columns of every row and row group to the values of one column tile. */
function addMeans(
  decoded: Float32Array,
  columns: number,
  values: Float32Array,
  [tile, tiles]: readonly [tile: number, tiles: number],
): void {
  if (columns === 1) {
    for (let cell = 0, at = tile; cell < decoded.length; cell++, at += tiles)
      values[at] = values[at] + decoded[cell];
    return;
  }
  for (let cell = 0, at = tile; at < values.length; cell += columns, at += tiles) {
    let sum = 0;
    for (let i = cell; i < cell + columns; i++) sum = f(sum + decoded[i]);
    values[at] = values[at] + f(sum / columns);
  }
}

/** Decoded reference columns of every row and row group, n of a tile averaged, slices added in order. */
export function referenceTerm(
  kernels: Kernels,
  read: ReadLayer,
  matrix: MatrixRead,
  operands: Operands,
): [SharedTerm, number] {
  const { columnTiles, rowGroups } = read.geometry;
  const { columns } = read;
  const { references } = matrix;
  const cells = operands.count * rowGroups.length;
  const outStride = rowGroups.length * columns;
  const values = room('values of column tiles', cells * columnTiles.length);
  // The one column of a layer is its own mean.
  const lone = columns === 1 && references.length === 1;
  const decoded = lone ? values : room('decoded references', cells * columns);
  if (!lone) values.fill(0);
  const place = callOf(operands, {
    out: decoded,
    outStride,
    outColumn: 0,
    gain: undefined,
    bias: undefined,
    rowGroups,
    separate: true,
  });
  let clipped = 0;
  for (const { columnTile, term } of references) {
    clipped += kernels.convert(callOf(place, { terms: [term] }));
    if (!lone) addMeans(decoded, columns, values, [columnTile, columnTiles.length]);
  }
  return [{ values, columnTiles, sign: -1 }, clipped];
}
