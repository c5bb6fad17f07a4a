import { broken, must, type Refusal } from '../refusal.js';

/** Columns of a measured table, equally long [S]; `value`, or `mean` and `sigma`, belong to each target. */
export interface MeasuredColumns {
  readonly target: Float64Array;
  readonly value: Float64Array | null;
  readonly mean: Float64Array | null;
  readonly sigma: Float64Array | null;
}

/** A measured table by target, everything float64 [S]. */
export interface MeasuredTable {
  /** Distinct, ascending. */
  readonly targets: Float64Array;
  /** Mean of (measured - target) at each target. */
  readonly shifts: Float64Array;
  /** Standard deviation about that mean. */
  readonly sigmas: Float64Array;
  /** Sorted (measured - target) of each target; null for a table of means and sigmas. */
  readonly residuals: readonly Float64Array[] | null;
}

function rowsByTarget(target: Float64Array): Map<number, number[]> {
  const rows = new Map<number, number[]>();
  const order = Uint32Array.from(target, (_, row) => row).sort((a, b) => target[a] - target[b] || a - b);
  for (const row of order) {
    const found = rows.get(target[row]);
    if (found === undefined) rows.set(target[row], [row]);
    else found.push(row);
  }
  return rows;
}

/** Sum in order over the number, float64. */
function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum / values.length;
}

function deviationOf(values: ArrayLike<number>, mean: number): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i] - mean) * (values[i] - mean);
  return Math.sqrt(sum / values.length);
}

const finite = (column: Float64Array | null): boolean => column === null || column.every(Number.isFinite);

/** Why columns are no table; empty for those that are one. */
export function measuredRefusals({ target, value, mean, sigma }: MeasuredColumns): readonly Refusal[] {
  const at = 'device.programming.table';
  const targets = new Set(target);
  const columns = [target, value, mean, sigma];
  const shape = value !== null || mean !== null || sigma !== null;
  const once = value !== null || targets.size === target.length;
  return broken([
    must(at, targets.size, targets.size >= 2, 'of two targets or more'),
    must(at, 'a cell', columns.every(finite), 'a finite number in every cell'),
    must(at, 'without measurements', shape, 'a table with a value, or a mean or a sigma, of every target'),
    must(at, 'a target given twice', once, 'a table with one mean and sigma for each target'),
    must(
      at,
      'a negative sigma',
      sigma === null || sigma.every((s) => s >= 0),
      'a table of sigmas that are not negative',
    ),
  ]);
}

/** Groups the rows of a table by target: distributions of (measured - target), or their means and sigmas [S]. */
export function measuredTable(columns: MeasuredColumns): MeasuredTable {
  const { target, value, mean, sigma } = columns;
  const rows = rowsByTarget(target);
  const targets = Float64Array.from(rows.keys());
  if (value === null) {
    const first = Array.from(rows.values(), ([row]) => row);
    return {
      targets,
      shifts: Float64Array.from(first, (row) => (mean === null ? 0 : mean[row] - target[row])),
      sigmas: Float64Array.from(first, (row) => (sigma === null ? 0 : sigma[row])),
      residuals: null,
    };
  }
  const residuals = Array.from(rows.values(), (group) =>
    Float64Array.from(group, (row) => value[row] - target[row]).sort(),
  );
  const shifts = Float64Array.from(residuals, meanOf);
  const sigmas = Float64Array.from(residuals, (own, index) => deviationOf(own, shifts[index]));
  return { targets, shifts, sigmas, residuals };
}

/** Largest j <= targets.length - 2 whose target is at most t; 0 below the table. */
export function segmentOf(targets: Float64Array, t: number): number {
  let low = 0;
  let high = targets.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (targets[middle] <= t) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Where t lies between targets j and j + 1, kept within [0, 1]. */
export function shareOf(targets: Float64Array, j: number, t: number): number {
  const share = (t - targets[j]) / (targets[j + 1] - targets[j]);
  return share < 0 ? 0 : share > 1 ? 1 : share;
}

/** Linear interpolation of one value per target at t, float64; the ends hold outside the table. */
export function interpolated(table: MeasuredTable, values: Float64Array, t: number): number {
  const j = segmentOf(table.targets, t);
  return values[j] + (values[j + 1] - values[j]) * shareOf(table.targets, j, t);
}

/** Whether targets reach from `low` to `high` [S], to within the rounding of written units. */
export function covers({ targets }: MeasuredTable, low: number, high: number): boolean {
  const margin = 1e-9 * high;
  return targets[0] <= low + margin && targets[targets.length - 1] >= high - margin;
}
