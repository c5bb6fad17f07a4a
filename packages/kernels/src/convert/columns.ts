import type { CellRow, Key } from '@kirchhoff/random';

/** Columns that are read side by side: the outputs of a weight matrix, or the reference columns of one column tile. */
export interface Columns {
  readonly count: number;
  readonly reference: boolean;
  readonly group: number;
  readonly slice: number;
  readonly polarity: number;
  /** 0, or the first output of the reference columns' tile. */
  readonly firstOutput: number;
}

/** Which numbers of the columns: `row` and `attempt` of their counter. */
export interface ColumnPlace {
  readonly columns: Columns;
  readonly row: number;
  readonly attempt?: number;
}

type Fill = (key: Key, cells: CellRow, out: Float32Array, offset?: number) => void;

/**
 * One number for every column, written at `offset`: that of its output, or of (first output of the tile, index of the
 * reference column). model.md section 7.
 */
export function fillColumns(
  fill: Fill,
  key: Key,
  place: ColumnPlace,
  out: Float32Array,
  offset: number,
): void {
  const { columns, row, attempt = 0 } = place;
  const { count, reference, group, slice, polarity, firstOutput } = columns;
  if (!reference) {
    fill(key, { row, firstOutput, count, group, polarity, slice, attempt }, out, offset);
    return;
  }
  for (let copy = 0; copy < count; copy++)
    fill(key, { row, firstOutput, count: 1, group, slice, copy, attempt }, out, offset + copy);
}
