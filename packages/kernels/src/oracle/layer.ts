import type { OracleWeights } from './targets.js';

/** One range for a converter, in units of y; bipolar converters use `high` alone. */
export interface OracleRange {
  readonly low: number;
  readonly high: number;
}

/** Errors of one converter, and the noise of one of its conversions [LSB]. */
export interface OracleErrors {
  /** 1 + g */
  readonly gain: number;
  readonly offset: number;
  /** Of a code. */
  readonly deviation: (code: number) => number;
  readonly noise: number;
}

/** Where a conversion happens; polarity 2 names reference columns, whose `column` is tile x columns + index. */
export interface OraclePlace {
  /** 0, or the input slice. */
  readonly drive: number;
  readonly rowGroup: number;
  readonly column: number;
  readonly polarity: 0 | 1 | 2;
  readonly slice: number;
}

/** A converter and the rule that names its range. */
export interface OracleConverter {
  readonly bits: number;
  readonly range: (place: OraclePlace) => OracleRange;
  /** Absent without errors. */
  readonly errors?: (place: OraclePlace) => OracleErrors;
}

/** Read noise: its standard deviation [S] at a conductance [S], and the standard normal of a bit line's conversion. */
export interface OracleNoise {
  readonly sigma: (conductance: number) => number;
  readonly normal: (place: OraclePlace) => number;
}

/** Conductances [S] of one matrix, float32 or float64. */
export interface OracleCells {
  /** By polarity, slice and copy, [inputs x outputs]. */
  readonly planes: readonly (readonly (readonly ArrayLike<number>[])[])[];
  /** By slice, [column tiles x inputs x columns]. */
  readonly references: readonly ArrayLike<number>[];
}

/** One analog layer of one chip, every setting a plain number. */
export interface OracleLayer {
  readonly inputs: number;
  readonly outputs: number;
  readonly weights: OracleWeights;
  readonly subtract: 'analog' | 'digital';
  /** Reference columns per tile. */
  readonly columns: number;
  readonly cells: OracleCells;
  /** The cells that read noise goes by, where wires make `cells` effective conductances; the same unless given. */
  readonly noiseCells?: OracleCells;
  /** The mean decay that read-out divides by; 1 unless given. */
  readonly decay?: number;
  /** w_max of every output. */
  readonly scale: ArrayLike<number>;
  readonly inputBits: number | null;
  readonly inputsSigned: boolean;
  /** x_max */
  readonly inputMaximum: number;
  readonly rowGroups: readonly (readonly [number, number])[];
  readonly columnTiles: readonly (readonly [number, number])[];
  /** Bits of one input slice; null where all are driven at once. */
  readonly sliceBits: number | null;
  /** Absent without read noise. */
  readonly noise?: OracleNoise;
  /** Null for an ideal converter. */
  readonly converter: OracleConverter | null;
}

/** One decoded output, and what a comparison with float32 kernels needs. */
export interface OracleOutput {
  readonly value: number;
  readonly conversions: number;
  /** Conversions so near a tie that float32 sums may land beside it (law 0). */
  readonly nearTies: number;
  /** Change of the output when each of those takes the other code. */
  readonly tieAllowance: number;
  /** What the float32 averages of copies and reference cells may be off, with ideal converters; others count it among ties. */
  readonly formingAllowance: number;
  /** Sum of the magnitudes of everything that was added up, in units of the output. */
  readonly magnitude: number;
}
