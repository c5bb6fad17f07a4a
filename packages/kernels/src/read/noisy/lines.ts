import type { Key } from '@kirchhoff/random';
import type { ConverterBank } from '../../convert/bank.js';
import type { Columns } from '../../convert/columns.js';
import type { PackedPlane } from '../../products/kernels.js';

/** Bit lines that are read together, with everything that is drawn for them. */
export interface NoisyLines {
  readonly columns: Columns;
  /** Null for reference columns that the plane of the weights already holds: only their noise is left. */
  readonly plane: PackedPlane | null;
  /** Read noise [S^2]; null without it. */
  readonly variance: PackedPlane | null;
  /** Null where nothing converts these lines by themselves. */
  readonly bank: ConverterBank | null;
  readonly sign: 1 | -1;
  /** Of fresh draws, before the image is folded in. */
  readonly keys: { readonly read: Key; readonly conversion: Key };
}

/** The lines of one weight slice. */
export interface NoisySlice {
  readonly significance: number;
  readonly lines: readonly NoisyLines[];
  /** By column tile; empty where reference columns have neither noise nor converters of their own. */
  readonly references: readonly NoisyLines[];
}
