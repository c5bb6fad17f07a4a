/** [first, count] of rows or outputs. */
export type Piece = readonly [first: number, count: number];

/** How one matrix sits on arrays (model.md section 3); a plan's layer mapping satisfies it. */
export interface Geometry {
  /** One per array row; every row group lies in one of them. */
  readonly rowTiles: readonly Piece[];
  /** Rows that are driven, and converted, together. */
  readonly rowGroups: readonly Piece[];
  readonly columnTiles: readonly Piece[];
}

/** One array holds everything and all its rows are driven at once. */
export const oneArray = (inputs: number, outputs: number): Geometry => ({
  rowTiles: [[0, inputs]],
  rowGroups: [[0, inputs]],
  columnTiles: [[0, outputs]],
});
