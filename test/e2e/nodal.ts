/** Resistances between neighbouring cells, before word lines and behind bit lines, all above 0 [ohm]. */
export interface Lines {
  readonly wire: number;
  readonly driver: number;
  readonly sense: number;
}

/** x of A x = B by Gaussian elimination with row exchanges; both are overwritten, B holds x. */
function solve(A: number[][], B: number[][]): void {
  const size = A.length;
  for (let step = 0; step < size; step++) {
    let best = step;
    for (let row = step + 1; row < size; row++)
      if (Math.abs(A[row]![step]!) > Math.abs(A[best]![step]!)) best = row;
    [A[step], A[best]] = [A[best]!, A[step]!];
    [B[step], B[best]] = [B[best]!, B[step]!];
    for (let row = 0; row < size; row++) {
      const factor = A[row]![step]! / A[step]![step]!;
      if (row === step || factor === 0) continue;
      for (let at = step; at < size; at++) A[row]![at]! -= factor * A[step]![at]!;
      B[row]!.forEach((_, at) => (B[row]![at]! -= factor * B[step]![at]!));
    }
  }
  B.forEach((row, step) => row.forEach((_, at) => (row[at]! /= A[step]![step]!)));
}

/**
 * Currents at the sense ends per volt on each word line [S, rows x columns] by the current law at the two nodes of every cell
 * (docs/model.md section 3), written down as it stands there.
 */
export function nodalMatrix(cells: readonly number[][], { wire, driver, sense }: Lines): number[][] {
  const [rows, columns] = [cells.length, cells[0]!.length];
  const size = rows * columns;
  const A = Array.from({ length: 2 * size }, () => new Array<number>(2 * size).fill(0));
  const B = Array.from({ length: 2 * size }, () => new Array<number>(rows).fill(0));
  const word = (row: number, column: number): number => row * columns + column;
  const bit = (row: number, column: number): number => size + word(row, column);
  const join = (a: number, b: number, conductance: number): void => {
    A[a]![a]! += conductance;
    A[b]![b]! += conductance;
    A[a]![b]! -= conductance;
    A[b]![a]! -= conductance;
  };
  cells.forEach((line, row) => {
    A[word(row, 0)]![word(row, 0)]! += 1 / driver;
    B[word(row, 0)]![row] = 1 / driver;
    line.forEach((cell, column) => {
      join(word(row, column), bit(row, column), cell);
      if (column > 0) join(word(row, column - 1), word(row, column), 1 / wire);
      if (row > 0) join(bit(row - 1, column), bit(row, column), 1 / wire);
      if (row === rows - 1) A[bit(row, column)]![bit(row, column)]! += 1 / sense;
    });
  });
  solve(A, B);
  return cells.map((_, row) => cells[0]!.map((__, column) => B[bit(rows - 1, column)]![row]! / sense));
}
