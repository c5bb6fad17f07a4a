/** How signed weights become conductances (model.md section 1). A chip of a plan satisfies it. */
export interface WeightMapping {
  readonly scheme: 'differential_pair' | 'digital_offset' | 'reference_column';
  /** Of differential pairs: both cells around the middle of the range. */
  readonly centred: boolean;
  readonly subtract: 'analog' | 'digital';
  /** Cells programmed to the same target and averaged. */
  readonly cells: number;
  /** Reference columns per tile. */
  readonly columns: number;
  /** Weight precision; null keeps floats. */
  readonly bits: number | null;
  /** Digits of this many bits on cells of their own; null for one cell. */
  readonly cellBits: number | null;
  readonly scale: 'per_layer' | 'per_output';
  /** Quantile of |W| that is the full scale, 0 < keep <= 1. */
  readonly keep: number;
  readonly bias: 'digital' | 'row';
}

/** The weights of one layer, one matrix per convolution group; row order (channel, kernel row, kernel column). */
export interface LayerMatrix {
  readonly groups: number;
  /** K, rows of each matrix. */
  readonly inputs: number;
  /** N, columns of each matrix. */
  readonly outputs: number;
  /** [groups x inputs x outputs], row-major. */
  readonly weights: Float32Array;
}
