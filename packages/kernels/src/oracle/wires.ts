/** One array with resistive lines. Resistances [ohm], conductances [S]. */
export interface OracleArray {
  readonly rows: number;
  readonly columns: number;
  /** [rows x columns] */
  readonly cells: ArrayLike<number>;
  readonly wire: number;
  readonly driver: number;
  readonly sense: number;
}

/** Node voltages and currents of one array under given drives. */
export interface OracleCurrents {
  /** Of the word-line and the bit-line node of every cell, [rows x columns] each [V]. */
  readonly wordLines: Float64Array;
  readonly bitLines: Float64Array;
  /** Into the virtual ground of every bit line [A]. */
  readonly sensed: Float64Array;
}

/** a x = b by Gaussian elimination with partial pivoting; `a` and `b` are destroyed, `b` becomes x. */
function gauss(a: Float64Array[], b: Float64Array): void {
  const size = b.length;
  for (let step = 0; step < size; step++) {
    let pivot = step;
    for (let row = step + 1; row < size; row++)
      if (Math.abs(a[row][step]) > Math.abs(a[pivot][step])) pivot = row;
    [a[step], a[pivot]] = [a[pivot], a[step]];
    [b[step], b[pivot]] = [b[pivot], b[step]];
    for (let row = step + 1; row < size; row++) {
      const factor = a[row][step] / a[step][step];
      if (factor === 0) continue;
      for (let column = step; column < size; column++) a[row][column] -= factor * a[step][column];
      b[row] -= factor * b[step];
    }
  }
  for (let row = size - 1; row >= 0; row--) {
    for (let column = row + 1; column < size; column++) b[row] -= a[row][column] * b[column];
    b[row] /= a[row][row];
  }
}

/** A resistor from node to node; null is 0 V. `source` [V] sits in series with it, plus side at `from`. */
interface Resistor {
  readonly from: number | null;
  readonly to: number | null;
  readonly resistance: number;
  readonly source: number;
}

function resistorsOf(array: OracleArray, drives: ArrayLike<number>): Resistor[] {
  const { rows, columns, wire, driver, sense } = array;
  const word = (row: number, column: number): number => row * columns + column;
  const bit = (row: number, column: number): number => rows * columns + row * columns + column;
  const resistors: Resistor[] = [];
  for (let column = 0; column < columns; column++)
    resistors.push({ from: bit(rows - 1, column), to: null, resistance: sense, source: 0 });
  for (let row = 0; row < rows; row++)
    resistors.push({ from: null, to: word(row, 0), resistance: driver, source: drives[row] });
  for (let row = 0; row < rows; row++)
    for (let column = 1; column < columns; column++)
      resistors.push({ from: word(row, column - 1), to: word(row, column), resistance: wire, source: 0 });
  for (let row = 1; row < rows; row++)
    for (let column = 0; column < columns; column++)
      resistors.push({ from: bit(row - 1, column), to: bit(row, column), resistance: wire, source: 0 });
  return resistors;
}

/**
 * Modified nodal analysis of one array, dense, float64: unknown are the voltage of both nodes of every cell and the
 * current of every wire, driver and sense end, so that 0 ohm is an equation like any other.
 */
export function oracleCurrents(array: OracleArray, drives: ArrayLike<number>): OracleCurrents {
  const { rows, columns, cells } = array;
  const count = rows * columns;
  const resistors = resistorsOf(array, drives);
  const size = 2 * count + resistors.length;
  const a = Array.from({ length: size }, () => new Float64Array(size));
  const b = new Float64Array(size);
  for (let cell = 0; cell < count; cell++) {
    const [word, bit] = [cell, count + cell];
    a[word][word] += cells[cell];
    a[word][bit] -= cells[cell];
    a[bit][bit] += cells[cell];
    a[bit][word] -= cells[cell];
  }
  resistors.forEach(({ from, to, resistance, source }, index) => {
    const current = 2 * count + index;
    // v_from + source - v_to = resistance x current
    a[current][current] = -resistance;
    b[current] = -source;
    if (from !== null) a[from][current] += 1;
    if (from !== null) a[current][from] += 1;
    if (to !== null) a[to][current] -= 1;
    if (to !== null) a[current][to] -= 1;
  });
  gauss(a, b);
  return {
    wordLines: b.slice(0, count),
    bitLines: b.slice(count, 2 * count),
    sensed: b.slice(2 * count, 2 * count + columns),
  };
}

/** Current of each bit line per volt on each word line [S, rows x columns]: one word line at 1 V after the other. */
export function oracleMatrix(array: OracleArray): Float64Array {
  const { rows, columns } = array;
  const matrix = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const drives = Float64Array.from({ length: rows }, (_, other) => (other === row ? 1 : 0));
    matrix.set(oracleCurrents(array, drives).sensed, row * columns);
  }
  return matrix;
}
