import type { Interval } from './interval.js';
import { DEFAULT_CONFIDENCE } from './interval.js';
import { mean } from './mean.js';
import { requireInside } from './probability.js';
import { chipMeans } from './repeats.js';
import { studentQuantile } from './student.js';

/** How two conditions differ, in the unit of the values. */
export interface CrossedDifference extends Interval {
  readonly difference: number;
}

interface MeanSquare {
  readonly value: number;
  readonly degrees: number;
}

const squares = (values: ArrayLike<number>, about: number): number =>
  mean(Array.from(values, (value) => (value - about) ** 2)) * values.length;

/** The variance of the grand mean of a crossed table with both factors random, and its degrees of freedom (Satterthwaite 1946). */
function varianceOfMean(table: readonly ArrayLike<number>[]): MeanSquare {
  const [rows, columns] = [table.length, table[0].length];
  const rowMeans = table.map((row) => mean(row));
  const columnMeans = chipMeans(table);
  const centre = mean(columnMeans);
  const ofColumns = { value: (rows * squares(columnMeans, centre)) / (columns - 1), degrees: columns - 1 };
  if (rows === 1) return { value: ofColumns.value / columns, degrees: ofColumns.degrees };
  const ofRows = { value: (columns * squares(rowMeans, centre)) / (rows - 1), degrees: rows - 1 };
  const degrees = (rows - 1) * (columns - 1);
  const rest = table.flatMap((row, r) =>
    Array.from(row, (value, c) => value - rowMeans[r] - columnMeans[c] + centre),
  );
  const residual = { value: squares(rest, 0) / degrees, degrees };
  const above = [ofRows, ofColumns].filter(({ value }) => value > residual.value);
  const terms: MeanSquare[] =
    above.length === 2
      ? [...above, { value: -residual.value, degrees }]
      : above.length === 1
        ? above
        : [residual];
  const total = terms.reduce((sum, { value }) => sum + value, 0);
  const spread = terms.reduce((sum, term) => sum + term.value ** 2 / term.degrees, 0);
  return { value: total / (rows * columns), degrees: total > 0 ? total ** 2 / spread : 1 };
}

/**
 * The mean of values − reference, `[repeat][chip]`, the same chips under trainings of two kinds: chips and repeats are both samples of
 * many, so that the interval holds for another chip and for another training; of a single repeat, for another chip alone. Throws
 * RangeError for tables of other shapes and for fewer than two chips.
 */
export function crossedDifference(
  values: readonly ArrayLike<number>[],
  reference: readonly ArrayLike<number>[],
  confidence = DEFAULT_CONFIDENCE,
): CrossedDifference {
  requireInside(confidence, 'a confidence');
  if (values.length !== reference.length || values.some((row, r) => row.length !== reference[r].length))
    throw new RangeError('both conditions need the same repeats and chips');
  const table = values.map((row, r) => Float64Array.from(row, (value, c) => value - reference[r][c]));
  const difference = mean(chipMeans(table));
  if (table[0].length < 2) throw new RangeError('one chip has no spread');
  const { value, degrees } = varianceOfMean(table);
  const error = Math.sqrt(value);
  const half = error === 0 ? 0 : studentQuantile((1 + confidence) / 2, degrees) * error;
  return { difference, low: difference - half, high: difference + half };
}
