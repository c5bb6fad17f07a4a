// The pass of docs/numerics.md section 12 over blocks of 5 input rows x 8 outputs (sums.ts).
// Planes are panels of 8 outputs: [panel][k][8]. Conversions: [row group][panel][parameter][8], parameters in the order
// lowS, inv, codeMin, codeMax, step, base, and all bits of those lanes that are outputs. Missing outputs of the last panel are zero everywhere.

// @ts-nocheck: AssemblyScript

import { fourEights, oneEights } from './eights';
import { emitRows, PANEL, total } from './emit';
export { add, affine, quantise, relu } from './pointwise';
export { program, words } from './program';
import { addBits, buildEights, buildHalves, EIGHT, fourBits, oneBit, oneBitOfHalves, placesOf, Rows } from './serial';
import { five, four, one } from './sums';

/** What one pass does; every address and distance in bytes. The host writes it (src/wasm/job.ts names the same order). */
@unmanaged
class Job {
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
  /** 0, or the bits of codes that are driven one by one; then their places, tables, sums and accumulators, both [row][bit][8]. */
  bits: i32;
  places: usize;
  tables: usize;
  sums: usize;
  accumulators: usize;
}

/** Bytes of input rows that stay in the first cache while all panels meet them. */
const STRIP: i32 = 24 * 1024;

const TERM: usize = 20;
const CONVERSION: usize = 224;

/** Sums of 10 input rows on their way to conversion. */
const SUMS: usize = memory.data(10 * 32, 16);

/** Adds the shared values of one row group to `rows` input rows of 8 outputs. */
function share(job: Job, values: usize, tile: usize, y: usize, rows: i32): void {
  const mask = i32x4.splat(job.sharedMask);
  for (let r = 0; r < rows; r++) {
    let at = y;
    for (let half: usize = 0; half < 32; half += 16) {
      let p = v128.load32_splat(values + load<u32>(tile + half));
      p = f32x4.replace_lane(p, 1, load<f32>(values + load<u32>(tile + half, 4)));
      p = f32x4.replace_lane(p, 2, load<f32>(values + load<u32>(tile + half, 8)));
      p = f32x4.replace_lane(p, 3, load<f32>(values + load<u32>(tile + half, 12)));
      v128.store(at, f32x4.add(v128.load(at), v128.xor(p, mask)));
      at += 16;
    }
    values += job.sharedStride;
    y += job.yStride;
  }
}

function clear(job: Job, y: usize, rows: i32): void {
  const slots = job.separate ? job.groupCount : 1;
  const zero = f32x4.splat(0);
  for (let r = 0; r < rows; r++) {
    for (let g = 0; g < slots; g++) {
      v128.store(y + (g as usize) * job.separate, zero);
      v128.store(y + (g as usize) * job.separate, zero, 16);
    }
    y += job.yStride;
  }
}

function finish(job: Job, y: usize, rows: i32, panel: usize): void {
  for (let r = 0; r < rows; r++) {
    for (let half: usize = 0; half < 32; half += 16) {
      let p = v128.load(y + half);
      if (job.gain) p = f32x4.mul(p, v128.load(job.gain + panel + half));
      if (job.bias) p = f32x4.add(p, v128.load(job.bias + panel + half));
      v128.store(y + half, p);
    }
    y += job.yStride;
  }
}

/** All row groups and terms of 10, 5, 4 or 1 input rows and one panel. */
function block(job: Job, x: usize, y: usize, row: i32, rows: i32, panel: i32): i32 {
  let clipped = 0;
  clear(job, y, rows);
  for (let g = 0; g < job.groupCount; g++) {
    const group = job.groups + ((g as usize) << 3);
    const first = load<u32>(group) as usize;
    const count = load<i32>(group, 4);
    const at = y + (g as usize) * job.separate;
    for (let t = 0; t < job.termCount; t++) {
      const term = job.terms + (t as usize) * TERM;
      const w = (load<u32>(term) as usize) + (panel as usize) * (load<u32>(term, 4) as usize) + first * PANEL;
      let conversion = load<u32>(term, 8) as usize;
      if (conversion) conversion += (g as usize) * (load<u32>(term, 12) as usize) + (panel as usize) * CONVERSION;
      const mask = i32x4.splat(load<i32>(term, 16));
      const from = x + (first << 2);
      if (job.eights)
        clipped +=
          rows == 4
            ? fourEights(from, job.xStride, count, w, at, job.yStride, conversion, mask)
            : oneEights(from, count, w, at, conversion, mask);
      else {
        // Two calls also keep the loop in a function of its own: engines unroll it where it is inlined, and lose a third.
        if (rows >= 5) five(from, job.xStride, count, w, SUMS);
        if (rows == 10) five(from + 5 * job.xStride, job.xStride, count, w, SUMS + 5 * PANEL);
        if (rows == 4) four(from, job.xStride, count, w, SUMS);
        if (rows == 1) one(from, count, w, SUMS);
        clipped += emitRows(SUMS, rows, at, job.yStride, conversion, mask);
      }
    }
    if (job.shared) {
      const values = job.shared + (row as usize) * job.sharedStride + (g as usize) * job.sharedGroup;
      share(job, values, job.sharedTile + (panel as usize) * PANEL, at, rows);
    }
  }
  if (job.gain | job.bias) finish(job, y, rows, (panel as usize) * PANEL);
  return clipped;
}

/** Groups of 8 rows whose tables stay in the first cache while all input rows meet them. */
const NEAR: i32 = 4;
/** Bits of all input rows that pay for a table of 8 rows. */
const MANY_BITS: i32 = 384;

const ROWS: usize = memory.data(offsetof<Rows>(), 16);

/** Whether tables are those of 8 rows. */
@inline
function takesEights(job: Job): bool {
  return job.rows * job.bits >= MANY_BITS;
}

/** Groups of 8 rows that are met together. */
@inline
function nearOf(job: Job): i32 {
  return takesEights(job) ? NEAR : i32.MAX_VALUE >> 1;
}

/** Places of all codes: [near groups of 8][row][group of 8][bit]. */
function allPlaces(job: Job): void {
  const eightBytes = (job.bits as usize) << 1;
  let places = job.places;
  for (let g = 0; g < job.groupCount; g++) {
    const group = job.groups + ((g as usize) << 3);
    const count = load<i32>(group, 4);
    const near = min(nearOf(job), (count + 7) >> 3) << 3;
    for (let first = 0; first < count; first += near) {
      let x = job.x + ((load<u32>(group) as usize) << 2);
      const end = min(first + near, count);
      for (let row = 0; row < job.rows; row++, x += job.xStride)
        for (let k = first; k < end; k += 8, places += eightBytes) placesOf(x + ((k as usize) << 2), min(8, count - k), job.bits, places);
    }
  }
}

/** Sums of all bits of all rows over one row group of a panel; returns the end of its places. */
function sumGroup(job: Job, w: usize, count: i32, places: usize): usize {
  const rows = changetype<Rows>(ROWS);
  const near = min(nearOf(job), (count + 7) >> 3) << 3;
  const eights = takesEights(job);
  rows.sums = job.sums;
  rows.count = job.rows;
  rows.bits = job.bits;
  if (count === 0) memory.fill(job.sums, 0, (job.rows as usize) * rows.bits * PANEL);
  for (let first = 0; first < count; first += near) {
    const some = min(near, count - first);
    const from = w + (first as usize) * PANEL;
    rows.places = places;
    rows.eights = (some + 7) >> 3;
    rows.begin = first === 0;
    places += (job.rows as usize) * (rows.eights as usize) * (rows.bits << 1);
    let bit: usize = 0;
    if (eights) {
      buildEights(from, some, job.tables);
      for (; bit + 4 <= rows.bits; bit += 4) fourBits(rows, bit, job.tables);
      for (; bit < rows.bits; bit++) oneBit(rows, bit, job.tables);
    } else {
      buildHalves(from, some, job.tables);
      for (; bit < rows.bits; bit++) oneBitOfHalves(rows, bit, job.tables);
    }
  }
  return places;
}

/** All bits of all rows of one panel. */
function serialPanel(job: Job, panel: i32): i32 {
  const rowBytes = (job.bits as usize) * PANEL;
  memory.fill(job.accumulators, 0, (job.rows as usize) * rowBytes);
  let clipped = 0;
  let places = job.places;
  for (let g = 0; g < job.groupCount; g++) {
    const group = job.groups + ((g as usize) << 3);
    const count = load<i32>(group, 4);
    let end = places;
    for (let t = 0; t < job.termCount; t++) {
      const term = job.terms + (t as usize) * TERM;
      const w = (load<u32>(term) as usize) + (panel as usize) * (load<u32>(term, 4) as usize) + (load<u32>(group) as usize) * PANEL;
      let conversion = load<u32>(term, 8) as usize;
      if (conversion) conversion += (g as usize) * (load<u32>(term, 12) as usize) + (panel as usize) * CONVERSION;
      const mask = i32x4.splat(load<i32>(term, 16));
      end = sumGroup(job, w, count, places);
      clipped += emitRows(job.sums, job.rows * job.bits, job.accumulators, PANEL, conversion, mask);
    }
    places = end;
  }
  for (let row = 0; row < job.rows; row++)
    addBits(job.accumulators + (row as usize) * rowBytes, job.bits, job.y + (row as usize) * job.yStride + (panel as usize) * PANEL);
  if (job.gain | job.bias) finish(job, job.y + (panel as usize) * PANEL, job.rows, (panel as usize) * PANEL);
  return clipped;
}

/** A pass of codes that are driven bit by bit. */
function serialPass(job: Job): i32 {
  allPlaces(job);
  let clipped = 0;
  for (let panel = 0; panel < job.panels; panel++) clipped += serialPanel(job, panel);
  return clipped;
}

/** Input rows [first, last) of one panel. */
function strip(job: Job, first: i32, last: i32, panel: i32): i32 {
  let x = job.x + (first as usize) * job.xStride;
  let y = job.y + (first as usize) * job.yStride + (panel as usize) * PANEL;
  let clipped = 0;
  for (let row = first; row < last; ) {
    const left = last - row;
    const rows = job.eights || left < 5 ? (left >= 4 ? 4 : 1) : left >= 10 ? 10 : 5;
    clipped += block(job, x, y, row, rows, panel);
    x += (rows as usize) * job.xStride;
    y += (rows as usize) * job.yStride;
    row += rows;
  }
  return clipped;
}

/** Runs a job; returns its clipped conversions. */
export function pass(job: Job): i32 {
  if (job.bits) return serialPass(job);
  const rows = max(1, STRIP / max(1, (job.xStride as i32) * 20)) * 20;
  let clipped = 0;
  for (let first = 0; first < job.rows; first += rows)
    for (let panel = 0; panel < job.panels; panel++)
      clipped += strip(job, first, min(first + rows, job.rows), panel);
  return clipped;
}

/** The first byte that the host may use. */
export function heapStart(): usize {
  return __heap_base;
}
