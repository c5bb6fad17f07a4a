import type { Converter } from '../convert/converter.js';
import type { CodeTally } from '../convert/tally.js';
import type { FullScales } from '../convert/scales.js';
import type { Key } from '@kirchhoff/random';
import type { InputCoding } from '../input/coding.js';
import type { DrivenInputs, DrivenLayer } from '../input/drive.js';
import type { ConvertTerm, PackedPlane, Patches } from '../products/kernels.js';
import type { Sigma } from '../program/sigma.js';
import type { Geometry, Piece } from './geometry.js';
import type { NoisySlice } from './noisy/lines.js';

/** What is drawn for the reading of a chip's layer. */
export interface ReadDraws {
  /** seed > trial > layer ordinal (model.md section 7). */
  readonly key: Key;
  /** Read noise [S] of a programmed conductance [S]; null without it. */
  readonly noise: Sigma | null;
  /** Rows of inputs that belong to one image: output positions of a convolution, else 1. */
  readonly positions: number;
}

/** How a layer is read: its place on arrays, its inputs and its converters. */
export interface ReadSettings {
  readonly geometry: Geometry;
  readonly coding: InputCoding;
  /** [V]; turns ranges in amperes into units of y. */
  readonly readVoltage: number;
  /** Null for ideal converters. */
  readonly adc: Converter | null;
  /** The calibrated ranges; null where `adc` needs none. */
  readonly scales: FullScales | null;
  /** Absent for layers that do not vary: converters have no errors then, and reading makes no noise. */
  readonly draws?: ReadDraws;
  /** Every group is one channel of a convolution and has one output: where kernels can, all groups become one matrix of `own` channels. */
  readonly depthwise?: boolean;
  /** Counts the codes of every conversion; works for layers with `draws`. */
  readonly codes?: CodeTally;
}

/** Reference columns of one column tile and slice, converted by themselves. */
export interface ReferenceRead {
  readonly columnTile: number;
  readonly term: ConvertTerm;
}

/** One matrix ready to be read. */
export interface MatrixRead {
  /** With ideal converters: one plane for each slice. */
  readonly planes: readonly PackedPlane[];
  /** With real converters: the terms of every row group, in order. */
  readonly terms: readonly ConvertTerm[];
  readonly references: readonly ReferenceRead[];
  /** By weight slice, where converters have errors or cells make noise; the fields above are empty then. */
  readonly noisy: readonly NoisySlice[];
  /** Last step: out = fround(fround(sum x gain) + bias), both [outputs]. */
  readonly gain: Float32Array;
  readonly bias: Float32Array;
}

/** A programmed layer in a technology's memory, until `releaseRead`. */
export interface ReadLayer extends DrivenLayer {
  readonly outputs: number;
  readonly geometry: Geometry;
  readonly ideal: boolean;
  /** Rows that are converted together: the row groups, or all rows with ideal converters. */
  readonly groups: readonly Piece[];
  /** Rows of inputs of one image. */
  readonly positions: number;
  readonly significance: readonly number[];
  /** Reference columns of each column tile. */
  readonly columns: number;
  /** Digital offset: the sum of the driven inputs, times this, is subtracted from the accumulator; 0 elsewhere. */
  readonly middle: number;
  /** True where output n sees channel n alone: one matrix of all groups, read from images. */
  readonly own: boolean;
  /** One for each group. */
  readonly matrices: readonly MatrixRead[];
}

/** Inputs and outputs of one read; rows of both arrays may be parts of longer rows. */
export interface ReadCall extends DrivenInputs {
  /** Group of a grouped convolution, 0 elsewhere. */
  readonly group: number;
  /** Place of row 0 among all rows of all images (image x positions + position): fresh draws depend on it. 0 unless given. */
  readonly firstRow?: number;
  /** Where `readsPatches`: `inputs` are images then, `inputColumn` the first patch input of the group. */
  readonly patches?: Patches;
  /** Where `readsActivations`: `inputs` are activations then, which drive their codes. */
  readonly activations?: boolean;
  /** Row m starts at m x outStride + outColumn. */
  readonly out: Float32Array;
  readonly outStride?: number;
  readonly outColumn?: number;
}

/** What the converters did in one read; both 0 with ideal converters. */
export interface ReadTally {
  readonly conversions: number;
  /** Conversions beyond the ends of the range. */
  readonly clipped: number;
}
