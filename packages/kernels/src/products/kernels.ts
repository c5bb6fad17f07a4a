import type { ImageShape, Window } from '../digital/window.js';
import type { InputCoding, SerialDrive } from '../input/coding.js';
import type { ConvolutionShape } from '../wasm/gradients.js';
import type { PairProgram } from '../program/pairs.js';
import type { PlaneProgram } from '../program/plane.js';
import type { Piece } from '../read/geometry.js';
import type { Pointwise } from './pointwise.js';

/** Which implementation computes, the fastest first; all of them give the same bits. */
export const TECHNOLOGIES = ['native', 'wasm', 'plain'] as const;
export type Technology = (typeof TECHNOLOGIES)[number];

/** A matrix [inputs x outputs] in the layout of the technology that packed it; opaque, alive until released. */
export interface PackedPlane {
  readonly inputs: number;
  readonly outputs: number;
}

/**
 * Parameters of converters: entry (row group g, output n) of each array is at `g * groupStride + n * columnStride`, so
 * a stride of 0 broadcasts (one converter for the whole layer: arrays of length 1, both strides 0). A sum S becomes
 * `code = clamp(rne((S - lowS) * inv), codeMin, codeMax)` and is decoded as `code * step + base`.
 */
export interface ConversionTable {
  /** In units of the sum S: input x siemens. */
  readonly lowS: Float32Array;
  /** LSB per unit of S. */
  readonly inv: Float32Array;
  /** Integers, as is codeMax. */
  readonly codeMin: Float32Array;
  readonly codeMax: Float32Array;
  /** One LSB, in units of y (times the weight of a slice). */
  readonly step: Float32Array;
  /** In units of y. */
  readonly base: Float32Array;
  readonly groupStride: number;
  readonly columnStride: number;
}

/** Converter parameters for `groups` row groups of `outputs` columns; opaque, alive until released. */
export interface PackedConversion {
  readonly groups: number;
  readonly outputs: number;
}

/**
 * How a sum over the rows of a group is added up: one accumulator over the rows in order, or (bit-serial slices) groups of
 * 8 rows counted from the first, each (rows 0-3) + (rows 4-7), added to the accumulator. docs/numerics.md section 12.
 */
export type SumOrder = 'rows' | 'eights';

/** Rows that are the patches of a convolution: row m is position m, over (image, output row, output column). */
export interface Patches {
  readonly shape: ImageShape;
  readonly window: Window;
  /** Output n sees one channel alone, n after the first: K are the window's pixels. Sums in the order `rows`, and only where kernels take them. */
  readonly own?: boolean;
  /** K in the order (window row, window column, channel), not (channel, window row, window column); only where kernels take them. */
  readonly pixels?: boolean;
}

/** Inputs are codes of which every slice is driven by itself; sums are in the order `eights`. */
export interface SerialInputs extends SerialDrive {
  readonly signed: boolean;
}

/** M rows of inputs against planes of one shape [K x N]; rows of both arrays may be parts of longer rows. */
export interface Operands {
  /** Row m starts at `m * inputStride + inputColumn`. */
  readonly inputs: Float32Array;
  /** K unless given. */
  readonly inputStride?: number;
  /** 0 unless given. */
  readonly inputColumn?: number;
  /** M. */
  readonly count: number;
  /** Row m starts at `m * outStride + outColumn`. */
  readonly out: Float32Array;
  /** N unless given (groups x N when `separate`). */
  readonly outStride?: number;
  /** 0 unless given. */
  readonly outColumn?: number;
  /** `rows` unless given. */
  readonly order?: SumOrder;
  /**
   * `inputs` is [images x height x width x channels] then, `inputColumn` the first patch input of a group (window pixels x the
   * channels before it), and there is no `inputStride`. Only where the kernels take them.
   */
  readonly patches?: Patches;
  /**
   * `out` becomes A_0, then out + 2^(slice bits x i) A_i, A_i the result of slice i; the last step follows. Not together with
   * separate row groups or shared values, and only where the kernels take them.
   */
  readonly serial?: SerialInputs;
  /** Where given, `inputs` are activations, and the rows drive their codes. Only where the kernels take them, and codes have bits. */
  readonly coding?: InputCoding;
  /** Last step, where given: `out = fround(fround(out * gain[n]) + bias[n])`, both [N]. */
  readonly gain?: Float32Array;
  readonly bias?: Float32Array;
}

/** out[m, n] = sum over `rows` of inputs[m, k] * plane[k, n], from +0, float32, in the call's order. */
export interface ProductCall extends Operands {
  readonly plane: PackedPlane;
  /** All rows of the plane unless given; row k meets input column k. */
  readonly rows?: Piece;
}

/** One plane of a read: its decoded sums are added (sign 1) or subtracted (sign -1). */
export interface ConvertTerm {
  readonly plane: PackedPlane;
  readonly conversion: PackedConversion;
  readonly sign: 1 | -1;
}

/** Values given for whole column tiles (decoded reference columns), added or subtracted after the planes of a row group. */
export interface SharedTerm {
  /** [M x row groups x column tiles] */
  readonly values: Float32Array;
  /** Disjoint pieces of the outputs that together cover all of them. */
  readonly columnTiles: readonly Piece[];
  readonly sign: 1 | -1;
}

/**
 * For every row group in order, for every term in order: the sum over the group's rows, its code, its decoded value,
 * added to out[m, n] with the term's sign. `out` starts from +0.
 */
export interface ConvertCall extends Operands {
  readonly rowGroups: readonly Piece[];
  readonly terms: readonly ConvertTerm[];
  readonly shared?: SharedTerm;
  /** Keeps row groups apart: out is [M x row groups x N]. Not together with gain, bias or shared. */
  readonly separate?: boolean;
}

/** dw [kernel height x kernel width x inputs x outputs] of x [images x height x width x inputs] and dy; overwritten, equal bits in all technologies. */
export type FilterGradient = (
  x: Float32Array,
  dy: Float32Array,
  dw: Float32Array,
  shape: ConvolutionShape,
) => void;

/**
 * The hot arithmetic of docs/numerics.md section 12 in one technology. What is packed stays in the technology's own
 * memory until it is released; inputs and outputs are copied in and out call by call, in chunks of bounded size.
 * Wrong sizes and planes already released are bugs and throw. Not to be called from two threads.
 */
export interface Kernels {
  readonly technology: Technology;
  /** Why this is not the technology asked for, or null. */
  readonly fallback: string | null;
  /** What the instructions are called; null where there is one kind only. */
  readonly instructions: string | null;
  /** Whether the products of a sum are added without their own rounding: not the defined bits. */
  readonly fused: boolean;
  /** Which operands the technology understands beyond rows of inputs. */
  readonly takes: {
    readonly patches: boolean;
    /** Patches where every output sees a channel of its own. */
    readonly own: boolean;
    /** Patches whose channels are neighbours. */
    readonly pixels: boolean;
    /** Activations in place of codes: they are coded where they are copied to. */
    readonly activations: boolean;
    readonly serial: (inputs: SerialInputs) => boolean;
  };
  readonly pointwise: Pointwise;
  /** `plane` is row-major [inputs x outputs] and is copied; `less`, where given, is taken away from it, rounded once. */
  pack(plane: Float32Array, inputs: number, outputs: number, less?: Float32Array | null): PackedPlane;
  /** `table` is copied. */
  packConversion(table: ConversionTable, groups: number, outputs: number): PackedConversion;
  /** Gives the memory of one packed thing back; a chip's planes before the next chip's are packed. */
  release(packed: PackedPlane | PackedConversion): void;
  product(call: ProductCall): void;
  /** Returns how many conversions were clipped: `rne(t)` outside [codeMin, codeMax], or NaN. */
  convert(call: ConvertCall): number;
  /** Programs a whole plane; false where this technology leaves such cells to the definition, and nothing is written. */
  program(plane: PlaneProgram): boolean;
  /** Programs pairs and writes the weights they stand for; false where this technology leaves them to the definition. */
  pairs(pairs: PairProgram): boolean;
  /** Null where `loadGradients` has the fastest. */
  readonly filterGradient: FilterGradient | null;
  /** Memory held, in bytes: packed things and working space. */
  bytes(): number;
}
