/** Coordinates of one memory cell in its weight matrix (model.md section 7); what is left out is 0. */
export interface Cell extends CellPlane {
  /** word line of the weight matrix, k < 2³² */
  readonly row: number;
  /** output of the weight matrix, n < 2³² */
  readonly output: number;
}

/** The coordinates that the cells of one row of outputs have in common. */
export interface CellPlane {
  /** group of a grouped convolution, < 2¹⁶ */
  readonly group?: number;
  /** 0 for the positive or only cell, 1 for the negative */
  readonly polarity?: number;
  /** weight slice, < 2⁸ */
  readonly slice?: number;
  /** copy of the cell, or index of a reference column, < 2¹⁶ */
  readonly copy?: number;
  /** write-verify attempt, < 2¹⁶ */
  readonly attempt?: number;
}

/** Outputs firstOutput … firstOutput + count − 1 of one row. */
export interface CellRow extends CellPlane {
  readonly row: number;
  readonly firstOutput: number;
  readonly count: number;
}

/** Exclusive upper limits of the coordinates. */
export const CELL_LIMITS = {
  row: 2 ** 32,
  output: 2 ** 32,
  group: 2 ** 16,
  polarity: 2,
  slice: 2 ** 8,
  copy: 2 ** 16,
  attempt: 2 ** 16,
} as const;

function within(value: number, name: keyof typeof CELL_LIMITS): number {
  if (Number.isInteger(value) && value >= 0 && value < CELL_LIMITS[name]) return value;
  throw new RangeError(`cell ${name} must be an integer from 0 to ${CELL_LIMITS[name] - 1}, not ${value}`);
}

/**
 * Writes the 128-bit counter of the block that holds a cell: [n >> 2, k, group « 16 | attempt,
 * polarity « 24 | slice « 16 | copy]; the cell owns word n & 3 of that block. docs/numerics.md section 10.
 */
export function writeCounter(plane: CellPlane, row: number, output: number, counter: Int32Array): void {
  const { group = 0, polarity = 0, slice = 0, copy = 0, attempt = 0 } = plane;
  counter[0] = within(output, 'output') >>> 2;
  counter[1] = within(row, 'row') | 0;
  counter[2] = (within(group, 'group') << 16) | within(attempt, 'attempt');
  counter[3] = (within(polarity, 'polarity') << 24) | (within(slice, 'slice') << 16) | within(copy, 'copy');
}

/** The counter of a cell's block as four u32 words, for kernels that run the generator themselves. */
export function cellCounter(cell: Cell): Uint32Array {
  const counter = new Int32Array(4);
  writeCounter(cell, cell.row, cell.output, counter);
  return new Uint32Array(counter.buffer);
}
