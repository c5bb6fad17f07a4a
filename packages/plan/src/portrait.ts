/** Counts of the codes that a layer's converters gave over some images. */
export interface CodeCounts {
  /** The code of the first count. */
  readonly lowest: number;
  /** By code; neighbouring codes together where there are more than 256. */
  readonly counts: readonly number[];
  /** Codes of one count. */
  readonly codesPerCount: number;
  /** Conversions below and above the range, which are counted at its ends too. */
  readonly below: number;
  readonly above: number;
}

/** Cells of a layer: positive column, first slice, first copy; [rows x columns], row by row. */
export interface CellMap {
  /** Word line of the first row; the first column is bit line 0. */
  readonly firstRow: number;
  readonly rows: number;
  readonly columns: number;
  /** [S], four significant digits. */
  readonly target: readonly number[];
  /** At read-out [S], four significant digits. */
  readonly programmed: readonly number[];
}

/** One analog layer of one chip. */
export interface LayerPortrait {
  readonly layer: string;
  readonly cells: CellMap;
  /** Null with ideal converters, and for layers that do not vary. */
  readonly codes: CodeCounts | null;
}

/** What one chip of an experiment looks like inside. */
export interface ChipPortrait {
  readonly experiment: string;
  /** From 0 in plan order. */
  readonly point: number;
  readonly repeat: number;
  readonly trial: number;
  /** Test images whose conversions were counted: the first ones. */
  readonly images: number;
  readonly layers: readonly LayerPortrait[];
}
