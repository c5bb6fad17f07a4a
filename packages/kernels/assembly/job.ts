// The record of one pass.

/** What one pass does; every address and distance in bytes. The host writes it (src/wasm/job.ts names the same order). */
@unmanaged
export class Job {
  x: usize;
  xStride: usize;
  rows: i32;
  y: usize;
  yStride: usize;
  panels: i32;
  /** (first row, count) of each row group. */
  groups: usize;
  groupCount: i32;
  /** (plane, distance of panels, conversion or 0, distance of row groups in it, mask that flips the sign) of each term. */
  terms: usize;
  termCount: i32;
  /** 0, or one per output. */
  gain: usize;
  bias: usize;
  /** Distance of a row group's outputs where groups stay apart, else 0. */
  separate: usize;
  /** 0, or decoded values [input row][row group][column tile]. */
  shared: usize;
  sharedStride: usize;
  sharedGroup: usize;
  /** Byte offset of each output's column tile. */
  sharedTile: usize;
  sharedMask: u32;
  /** 1 where sums take groups of 8 rows, (rows 0-3) + (rows 4-7). */
  eights: i32;
  /** 0, or the bits of codes that are driven one by one; then their places, tables of 4 rows, sums and accumulators, both [half of a panel][row][bit][4]. */
  bits: i32;
  places: usize;
  tables: usize;
  sums: usize;
  accumulators: usize;
  /** 0, or the images whose patches are the input rows. */
  window: usize;
  /** 0, or how many outputs there are where they are few and input rows stand as they are. */
  narrow: i32;
  /** 0, or room for the input rows of a strip, five side by side, and how many those are. */
  turned: usize;
  turnedRows: i32;
  /** 0, or (inverse, low, high) of the coding of the values [coded, codedEnd), which are activations. */
  quantiser: usize;
  coded: usize;
  codedEnd: usize;
  /** 0, or the bytes of all outputs of a row group, where they are no whole panels: rows stand close together in the end. */
  width: usize;
}

/** Bytes of a term, and of the parameters of one panel's converters. */
export const TERM: usize = 20;
export const CONVERSION: usize = 224;
