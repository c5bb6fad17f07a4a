// Some input rows of one panel of 8 outputs, from their sums to their outputs.

import { fourEights, oneEights } from './eights';
import { Emission, emitAlone, emitRows, landAt, PANEL, ZEROS } from './emit';
import { CONVERSION, Job, TERM } from './job';
import { rowBytes, Window } from './patches';
import { column } from './column';
import { five, fivePatches, fiveTurned, four, one, onePatch, ownChannels } from './sums';
import { FIVE } from './turn';

/** Bytes of input rows that stay in the first cache while all panels meet them. */
const STRIP: i32 = 24 * 1024;

/** Turned rows whose sums are converted together. */
const TOGETHER: i32 = 40;

/** Sums of input rows on their way to conversion. */
const SUMS: usize = memory.data(TOGETHER * 32, 16);
/** What row groups of turned rows have added up to so far: rows of y may lie powers of two apart, which few places of a cache take. */
const KEPT: usize = memory.data(TOGETHER * 32, 16);

/** The shared values of four outputs. */
@inline
function fourShared(values: usize, tile: usize): v128 {
  let p = v128.load32_splat(values + load<u32>(tile));
  p = f32x4.replace_lane(p, 1, load<f32>(values + load<u32>(tile, 4)));
  p = f32x4.replace_lane(p, 2, load<f32>(values + load<u32>(tile, 8)));
  return f32x4.replace_lane(p, 3, load<f32>(values + load<u32>(tile, 12)));
}

/** Adds the shared values of one row group to `rows` input rows of 8 outputs of several tiles. */
function share(job: Job, values: usize, tile: usize, y: usize, rows: i32): void {
  const mask = i32x4.splat(job.sharedMask);
  for (let r = 0; r < rows; r++) {
    const low = fourShared(values, tile);
    const high = fourShared(values, tile + 16);
    v128.store(y, f32x4.add(v128.load(y), v128.xor(low, mask)));
    v128.store(y, f32x4.add(v128.load(y, 16), v128.xor(high, mask)), 16);
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

/** The last step of some input rows of a panel. */
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

/** One row group of one term. */
@unmanaged
class Cells {
  first: usize;
  count: i32;
  /** Cells of the first row. */
  w: usize;
  /** What becomes of the sums. */
  emission: Emission;
  /** Bytes to the panel's first channel where every output sees its own. */
  channel: usize;
  /** Address of zeros for fiveTurned, told in memory: as a constant it would be folded into what it is added to. */
  zeros: usize;
}

const CELLS: usize = memory.data(offsetof<Cells>(), 16);
const EMISSION: usize = memory.data(offsetof<Emission>(), 16);

function cellsOf(job: Job, g: i32, t: i32, panel: i32): Cells {
  const group = job.groups + ((g as usize) << 3);
  const term = job.terms + (t as usize) * TERM;
  const cells = changetype<Cells>(CELLS);
  cells.first = load<u32>(group) as usize;
  cells.count = load<i32>(group, 4);
  cells.w = (load<u32>(term) as usize) + (panel as usize) * (load<u32>(term, 4) as usize) + cells.first * PANEL;
  const conversion = load<u32>(term, 8) as usize;
  const own = conversion ? conversion + (g as usize) * (load<u32>(term, 12) as usize) + (panel as usize) * CONVERSION : 0;
  cells.emission = changetype<Emission>(EMISSION);
  emitAlone(cells.emission, own, load<i32>(term, 16));
  cells.channel = job.window && changetype<Window>(job.window).own ? (panel as usize) * PANEL : 0;
  cells.zeros = ZEROS;
  return cells;
}

/** Input rows [row, last) as they stand. */
function rowsOf(job: Job, cells: Cells, row: i32, last: i32): i32 {
  let x = job.x + (row as usize) * job.xStride + (cells.first << 2);
  let clipped = 0;
  while (row < last) {
    const left = last - row;
    const rows = left >= 10 ? 10 : left >= 5 ? 5 : left >= 4 ? 4 : 1;
    // Two calls also keep the loop in a function of its own: engines unroll it where it is inlined, and lose a third.
    if (rows >= 5) five(x, job.xStride, cells.count, cells.w, SUMS);
    if (rows == 10) five(x + 5 * job.xStride, job.xStride, cells.count, cells.w, SUMS + 5 * PANEL);
    if (rows == 4) four(x, job.xStride, cells.count, cells.w, SUMS);
    if (rows == 1) one(x, cells.count, cells.w, SUMS);
    clipped += emitRows(SUMS, rows, cells.emission);
    row += rows;
    x += (rows as usize) * job.xStride;
  }
  return clipped;
}

/** The same for few outputs. */
function columnsOf(job: Job, cells: Cells, row: i32, last: i32): i32 {
  let x = job.x + (row as usize) * job.xStride + (cells.first << 2);
  let clipped = 0;
  while (row < last) {
    const rows = last - row >= 8 ? 8 : 1;
    if (rows == 1) one(x, cells.count, cells.w, SUMS);
    else
      for (let n: usize = 0; n < (job.narrow as usize) << 2; n += 4) column(x, job.xStride, cells.count, cells.w + n, SUMS + n);
    clipped += emitRows(SUMS, rows, cells.emission);
    row += rows;
    x += (rows as usize) * job.xStride;
  }
  return clipped;
}

/** The same for positions of a convolution. */
function positionsOf(job: Job, window: Window, cells: Cells, row: i32, last: i32): i32 {
  const offset = (load<u32>(window.offsets + (cells.first << 2)) as usize) + cells.channel;
  const steps = window.steps + (cells.first << 2);
  let at = window.origins + ((row as usize) << 2);
  let clipped = 0;
  while (row < last) {
    const left = last - row;
    const rows = left >= 10 ? 10 : left >= 5 ? 5 : 1;
    if (window.own) ownChannels(at, rows, offset, steps, cells.count, cells.w, SUMS);
    else if (rows >= 5) fivePatches(at, offset, steps, cells.count, cells.w, SUMS);
    if (rows == 10 && !window.own) fivePatches(at + 20, offset, steps, cells.count, cells.w, SUMS + 5 * PANEL);
    if (rows == 1 && !window.own) onePatch(at, offset, steps, cells.count, cells.w, SUMS);
    clipped += emitRows(SUMS, rows, cells.emission);
    row += rows;
    at += (rows as usize) << 2;
  }
  return clipped;
}

/** Whole blocks of input rows of a strip, at most TOGETHER, `block` being the first of them. */
function turnedOf(job: Job, cells: Cells, block: i32, rows: i32): i32 {
  const bytes: usize = 5 * job.xStride;
  let x = job.turned + (block as usize) * bytes + cells.first * FIVE;
  let sums = SUMS;
  for (let row = 0; row < rows; row += 10) {
    fiveTurned(x, cells.count, cells.w, sums, cells.zeros);
    if (row + 5 < rows) fiveTurned(x + bytes, cells.count, cells.w, sums + 5 * PANEL, cells.zeros);
    x += 2 * bytes;
    sums += 10 * PANEL;
  }
  return emitRows(SUMS, rows, cells.emission);
}

/** Input rows [row, last), summed up in groups of 8 rows of cells. */
function eightsOfRows(job: Job, cells: Cells, row: i32, last: i32, y: usize): i32 {
  let x = job.x + (row as usize) * job.xStride + (cells.first << 2);
  const mask = i32x4.splat(cells.emission.mask);
  const conversion = cells.emission.conversion;
  let clipped = 0;
  while (row < last) {
    const rows = last - row >= 4 ? 4 : 1;
    clipped +=
      rows == 4
        ? fourEights(x, job.xStride, cells.count, cells.w, y, job.yStride, conversion, mask)
        : oneEights(x, cells.count, cells.w, y, conversion, mask);
    row += rows;
    x += (rows as usize) * job.xStride;
    y += (rows as usize) * job.yStride;
  }
  return clipped;
}

/** Whether all outputs of a panel belong to one column tile, or nothing is shared. */
function oneTile(job: Job, panel: i32): bool {
  if (!job.shared) return true;
  const tile = job.sharedTile + (panel as usize) * PANEL;
  // Tiles are pieces: where both ends belong to one, so does everything between.
  return load<u32>(tile) == load<u32>(tile, 28);
}

/** Lets the last term of a row group add what is shared, and the very last one do the last step, for input rows from `first` on. */
function emitMore(job: Job, emission: Emission, first: i32, g: i32, panel: i32): void {
  if (job.shared) {
    const tile = load<u32>(job.sharedTile + (panel as usize) * PANEL) as usize;
    emission.shared = job.shared + (first as usize) * job.sharedStride + (g as usize) * job.sharedGroup + tile;
    emission.sharedStride = job.sharedStride;
    emission.sharedMask = job.sharedMask;
  }
  if (g < job.groupCount - 1) return;
  if (job.gain) emission.gain = job.gain + (panel as usize) * PANEL;
  if (job.bias) emission.bias = job.bias + (panel as usize) * PANEL;
}

/** Where the sums of a row group and term go: to `y`, or side by side until the last ones do. */
function land(job: Job, emission: Emission, g: i32, t: i32, y: usize, kept: bool): void {
  const begins = t == 0 && (g == 0 || job.separate != 0);
  if (!kept) return landAt(emission, y, job.yStride, begins);
  landAt(emission, KEPT, PANEL, begins);
  if (g < job.groupCount - 1 || t < job.termCount - 1) return;
  emission.to = y;
  emission.toStride = job.yStride;
}

/** Input rows [from, last) of the strip that begins with `first`: row group by row group, so that its cells stay in the first cache. */
function piece(job: Job, first: i32, from: i32, last: i32, panel: i32, turned: bool): i32 {
  const y = job.y + (from as usize) * job.yStride + (panel as usize) * PANEL;
  const rows = last - from;
  const patches = job.window != 0 && !job.eights;
  const fused = !job.eights && oneTile(job, panel);
  const kept = turned && fused && !job.separate;
  let clipped = 0;
  if (job.eights) clear(job, y, rows);
  for (let g = 0; g < job.groupCount; g++) {
    const at = y + (g as usize) * job.separate;
    for (let t = 0; t < job.termCount; t++) {
      const cells = cellsOf(job, g, t, panel);
      land(job, cells.emission, g, t, at, kept);
      if (fused && t == job.termCount - 1) emitMore(job, cells.emission, from, g, panel);
      if (job.eights) clipped += eightsOfRows(job, cells, from, last, at);
      else if (turned) clipped += turnedOf(job, cells, (from - first) / 5, rows);
      else if (patches) clipped += positionsOf(job, changetype<Window>(job.window), cells, from, last);
      else if (job.narrow) clipped += columnsOf(job, cells, from, last);
      else clipped += rowsOf(job, cells, from, last);
    }
    if (job.shared && !fused) {
      const values = job.shared + (from as usize) * job.sharedStride + (g as usize) * job.sharedGroup;
      share(job, values, job.sharedTile + (panel as usize) * PANEL, at, rows);
    }
  }
  if ((job.gain | job.bias) && !fused) finish(job, y, rows, (panel as usize) * PANEL);
  return clipped;
}

/** Input rows [first, last) of one panel. */
export function strip(job: Job, first: i32, last: i32, panel: i32): i32 {
  const turned = job.turned ? first + (last - first) / 5 * 5 : first;
  let clipped = 0;
  for (let row = first; row < turned; row += TOGETHER) clipped += piece(job, first, row, min(row + TOGETHER, turned), panel, true);
  if (turned < last) clipped += piece(job, first, turned, last, panel, false);
  return clipped;
}

/** Input rows of one strip. */
export function stripRows(job: Job): i32 {
  if (job.turned) return job.turnedRows;
  if (job.window == 0 || job.eights) return max(1, STRIP / max(1, (job.xStride as i32) * 20)) * 20;
  const window = changetype<Window>(job.window);
  return max(1, ((STRIP / max(1, rowBytes(window))) * window.outWidth) / 20) * 20;
}
