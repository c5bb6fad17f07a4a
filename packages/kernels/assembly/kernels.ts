// The pass of docs/numerics.md section 12 over blocks of 4 input rows x 8 outputs. More than 8 accumulators spill, and unrolling over k is slower.
// Planes are panels of 8 outputs: [panel][k][8]. Conversions: [row group][panel][parameter][8], parameters in the order
// lowS, inv, codeMin, codeMax, step, base. Missing outputs of the last panel are zero everywhere.

// @ts-nocheck: AssemblyScript

import { fourEights, oneEights } from './eights';
import { emit, PANEL, total } from './emit';
export { program, words } from './program';
import { addBits, buildTables, fourBits, oneBit, placesOf } from './serial';

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
  /** 0, or the bits of codes that are driven one by one; then their places [row][group of 8][bit], tables and accumulators. */
  bits: i32;
  places: usize;
  tables: usize;
  accumulators: usize;
}

const TERM: usize = 20;
const CONVERSION: usize = 192;

/** One row group of one term for 4 input rows. */
function four(x: usize, xStride: usize, count: i32, w: usize, y: usize, yStride: usize, conversion: usize, mask: v128): i32 {
  let a = x;
  let b = x + xStride;
  let c = b + xStride;
  let d = c + xStride;
  let p = w;
  const end = a + ((count as usize) << 2);
  let a0 = f32x4.splat(0);
  let a1 = a0;
  let b0 = a0;
  let b1 = a0;
  let c0 = a0;
  let c1 = a0;
  let d0 = a0;
  let d1 = a0;
  while (a < end) {
    const w0 = v128.load(p);
    const w1 = v128.load(p, 16);
    let v = v128.load32_splat(a);
    a0 = f32x4.add(a0, f32x4.mul(v, w0));
    a1 = f32x4.add(a1, f32x4.mul(v, w1));
    v = v128.load32_splat(b);
    b0 = f32x4.add(b0, f32x4.mul(v, w0));
    b1 = f32x4.add(b1, f32x4.mul(v, w1));
    v = v128.load32_splat(c);
    c0 = f32x4.add(c0, f32x4.mul(v, w0));
    c1 = f32x4.add(c1, f32x4.mul(v, w1));
    v = v128.load32_splat(d);
    d0 = f32x4.add(d0, f32x4.mul(v, w0));
    d1 = f32x4.add(d1, f32x4.mul(v, w1));
    a += 4;
    b += 4;
    c += 4;
    d += 4;
    p += PANEL;
  }
  let clipped = emit(y, a0, a1, conversion, mask, i32x4.splat(0));
  clipped = emit(y + yStride, b0, b1, conversion, mask, clipped);
  clipped = emit(y + 2 * yStride, c0, c1, conversion, mask, clipped);
  return total(emit(y + 3 * yStride, d0, d1, conversion, mask, clipped));
}

/** The same for one input row. */
function one(x: usize, count: i32, w: usize, y: usize, conversion: usize, mask: v128): i32 {
  let a = x;
  let p = w;
  const end = a + ((count as usize) << 2);
  let a0 = f32x4.splat(0);
  let a1 = a0;
  while (a < end) {
    const v = v128.load32_splat(a);
    a0 = f32x4.add(a0, f32x4.mul(v, v128.load(p)));
    a1 = f32x4.add(a1, f32x4.mul(v, v128.load(p, 16)));
    a += 4;
    p += PANEL;
  }
  return total(emit(y, a0, a1, conversion, mask, i32x4.splat(0)));
}

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

/** All row groups and terms of 4 or 1 input rows and one panel. */
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
      else
        clipped +=
          rows == 4
            ? four(from, job.xStride, count, w, at, job.yStride, conversion, mask)
            : one(from, count, w, at, conversion, mask);
    }
    if (job.shared) {
      const values = job.shared + (row as usize) * job.sharedStride + (g as usize) * job.sharedGroup;
      share(job, values, job.sharedTile + (panel as usize) * PANEL, at, rows);
    }
  }
  if (job.gain | job.bias) finish(job, y, rows, (panel as usize) * PANEL);
  return clipped;
}

/** Groups of 8 rows of all row groups. */
function eightsOf(job: Job): i32 {
  let eights = 0;
  for (let g = 0; g < job.groupCount; g++) eights += (load<i32>(job.groups + ((g as usize) << 3), 4) + 7) >> 3;
  return eights;
}

function allPlaces(job: Job): void {
  let places = job.places;
  for (let row = 0; row < job.rows; row++)
    for (let g = 0; g < job.groupCount; g++) {
      const group = job.groups + ((g as usize) << 3);
      const count = load<i32>(group, 4);
      const x = job.x + (row as usize) * job.xStride + ((load<u32>(group) as usize) << 2);
      for (let k = 0; k < count; k += 8) {
        placesOf(x + ((k as usize) << 2), min(8, count - k), job.bits, places);
        places += (job.bits as usize) << 2;
      }
    }
}

/** All bits of all rows of one panel. */
function serialPanel(job: Job, panel: i32, eights: i32): i32 {
  const bits = job.bits as usize;
  const rowBytes = bits * PANEL;
  memory.fill(job.accumulators, 0, (job.rows as usize) * rowBytes);
  let clipped = i32x4.splat(0);
  let eight = 0;
  for (let g = 0; g < job.groupCount; g++) {
    const group = job.groups + ((g as usize) << 3);
    const count = load<i32>(group, 4);
    const own = (count + 7) >> 3;
    for (let t = 0; t < job.termCount; t++) {
      const term = job.terms + (t as usize) * TERM;
      const w = (load<u32>(term) as usize) + (panel as usize) * (load<u32>(term, 4) as usize) + (load<u32>(group) as usize) * PANEL;
      let conversion = load<u32>(term, 8) as usize;
      if (conversion) conversion += (g as usize) * (load<u32>(term, 12) as usize) + (panel as usize) * CONVERSION;
      const mask = i32x4.splat(load<i32>(term, 16));
      buildTables(w, count, job.tables);
      for (let row = 0; row < job.rows; row++) {
        const places = job.places + ((((row * eights + eight) as usize) * bits) << 2);
        const y = job.accumulators + (row as usize) * rowBytes;
        let bit: usize = 0;
        for (; bit + 4 <= bits; bit += 4)
          clipped = fourBits(places + (bit << 2), bits << 2, own, job.tables, y + bit * PANEL, conversion, mask, clipped);
        for (; bit < bits; bit++)
          clipped = oneBit(places + (bit << 2), bits << 2, own, job.tables, y + bit * PANEL, conversion, mask, clipped);
      }
    }
    eight += own;
  }
  for (let row = 0; row < job.rows; row++)
    addBits(job.accumulators + (row as usize) * rowBytes, job.bits, job.y + (row as usize) * job.yStride + (panel as usize) * PANEL);
  if (job.gain | job.bias) finish(job, job.y + (panel as usize) * PANEL, job.rows, (panel as usize) * PANEL);
  return total(clipped);
}

/** A pass of codes that are driven bit by bit. */
function serialPass(job: Job): i32 {
  const eights = eightsOf(job);
  allPlaces(job);
  let clipped = 0;
  for (let panel = 0; panel < job.panels; panel++) clipped += serialPanel(job, panel, eights);
  return clipped;
}

/** Runs a job; returns its clipped conversions. */
export function pass(job: Job): i32 {
  if (job.bits) return serialPass(job);
  let clipped = 0;
  for (let panel = 0; panel < job.panels; panel++) {
    let x = job.x;
    let y = job.y + (panel as usize) * PANEL;
    for (let row = 0; row < job.rows; ) {
      const rows = row + 4 <= job.rows ? 4 : 1;
      clipped += block(job, x, y, row, rows, panel);
      x += (rows as usize) * job.xStride;
      y += (rows as usize) * job.yStride;
      row += rows;
    }
  }
  return clipped;
}

/** The first byte that the host may use. */
export function heapStart(): usize {
  return __heap_base;
}
