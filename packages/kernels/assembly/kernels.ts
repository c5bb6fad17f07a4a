// The pass of docs/numerics.md section 12 over blocks of 5 input rows x 8 outputs (sums.ts).
// Planes are panels of 8 outputs: [panel][k][8]. Conversions: [row group][panel][parameter][8], parameters in the order
// lowS, inv, codeMin, codeMax, step, base, and all bits of those lanes that are outputs. Missing outputs of the last panel are zero everywhere.

import { BitEmission, emitBits } from './bits';
import { PANEL } from './emit';
import { CONVERSION, Job, TERM } from './job';
import { gather, preparePatches, Window } from './patches';
export { packRows } from './pack';
export { pairTargets, pairWeights } from './pairs';
import { quantise } from './pointwise';
export { add, affine, largest, quantise, relu, within } from './pointwise';
export { program, words } from './program';
import { buildEights, buildHalves, EIGHT, eightBits, fourBits, NEAR, oneBit, oneBitOfHalves, PART, placesOf, Rows, TABLES } from './serial';
import { strip, stripRows } from './strip';
import { turn } from './turn';

/** Bits of all input rows that pay for a table of 8 rows. */
const MANY_BITS: i32 = 384;

const ROWS: usize = memory.data(offsetof<Rows>(), 16);
const EMISSION: usize = memory.data(offsetof<BitEmission>(), 16);

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
        for (let k = first, table = TABLES as u32; k < end; k += 8, places += eightBytes) {
          placesOf(x + ((k as usize) << 2), min(8, count - k), job.bits, table, places);
          if (takesEights(job)) table += EIGHT as u32;
        }
    }
  }
}

/** Sums of all bits of all rows over one row group of a panel; returns the end of its places. */
function sumGroup(job: Job, w: usize, count: i32, places: usize): usize {
  const rows = changetype<Rows>(ROWS);
  const near = min(nearOf(job), (count + 7) >> 3) << 3;
  const eights = takesEights(job);
  rows.count = job.rows;
  rows.bits = job.bits;
  if (count === 0) memory.fill(job.sums, 0, (job.rows as usize) * rows.bits * PANEL);
  const other = (job.rows as usize) * rows.bits * PART;
  for (let first = 0; first < count; first += near) {
    const some = min(near, count - first);
    const from = w + (first as usize) * PANEL;
    rows.places = places;
    rows.eights = (some + 7) >> 3;
    rows.begin = first === 0;
    places += (job.rows as usize) * (rows.eights as usize) * (rows.bits << 1);
    if (!eights) buildHalves(from, some, job.tables);
    rows.sums = job.sums;
    for (let part: usize = 0; part < PANEL; part += PART, rows.sums += other) {
      let bit: usize = 0;
      if (eights) {
        buildEights(from, some, part);
        if (rows.bits === 8) {
          eightBits(rows);
          bit = 8;
        }
        for (; bit + 4 <= rows.bits; bit += 4) fourBits(rows, bit);
        for (; bit < rows.bits; bit++) oneBit(rows, bit);
      } else for (; bit < rows.bits; bit++) oneBitOfHalves(rows, bit, job.tables, part);
    }
  }
  return places;
}

/** All bits of all rows of one panel. */
function serialPanel(job: Job, panel: i32): i32 {
  const emission = changetype<BitEmission>(EMISSION);
  const column = (panel as usize) * PANEL;
  emission.sums = job.sums;
  emission.rows = job.rows;
  emission.bits = job.bits;
  emission.accumulators = job.accumulators;
  emission.y = job.y + column;
  emission.yStride = job.yStride;
  emission.gain = job.gain ? job.gain + column : 0;
  emission.bias = job.bias ? job.bias + column : 0;
  let clipped = 0;
  let places = job.places;
  for (let g = 0; g < job.groupCount; g++) {
    const group = job.groups + ((g as usize) << 3);
    const count = load<i32>(group, 4);
    let end = places;
    for (let t = 0; t < job.termCount; t++) {
      const term = job.terms + (t as usize) * TERM;
      const w = (load<u32>(term) as usize) + (panel as usize) * (load<u32>(term, 4) as usize) + (load<u32>(group) as usize) * PANEL;
      const conversion = load<u32>(term, 8) as usize;
      emission.conversion = conversion ? conversion + (g as usize) * (load<u32>(term, 12) as usize) + (panel as usize) * CONVERSION : 0;
      emission.mask = load<i32>(term, 16);
      emission.begins = g + t == 0;
      emission.ends = g == job.groupCount - 1 && t == job.termCount - 1;
      end = sumGroup(job, w, count, places);
      clipped += emitBits(emission);
    }
    places = end;
  }
  return clipped;
}

/** A pass of codes that are driven bit by bit. */
function serialPass(job: Job): i32 {
  allPlaces(job);
  let clipped = 0;
  for (let panel = 0; panel < job.panels; panel++) clipped += serialPanel(job, panel);
  return clipped;
}

/** Codes and patches of the inputs. */
function prepare(job: Job): void {
  const quantiser = job.quantiser;
  if (quantiser) quantise(job.coded, job.codedEnd, load<f32>(quantiser), load<f32>(quantiser, 4), load<f32>(quantiser, 8));
  if (job.window) {
    preparePatches(changetype<Window>(job.window));
    if (job.eights) gather(changetype<Window>(job.window), job.rows, job.x, (job.xStride >> 2) as i32);
  }
}

/** A pass of inputs that are driven at once. */
function stripPass(job: Job): i32 {
  const rows = stripRows(job);
  let clipped = 0;
  for (let first = 0; first < job.rows; first += rows) {
    const last = min(first + rows, job.rows);
    if (job.turned) turn(job, first, last);
    for (let panel = 0; panel < job.panels; panel++) clipped += strip(job, first, last, panel);
  }
  return clipped;
}

/** Moves the outputs of all rows together; what is written behind a row's last output is written over by the next, or nobody's. */
function closeUp(job: Job): void {
  const padded = job.separate ? job.separate : job.yStride;
  const rows = job.separate ? job.rows * job.groupCount : job.rows;
  let from = job.y;
  let to = job.y;
  for (let row = 0; row < rows; row++, from += padded, to += job.width)
    for (let n: usize = 0; n < job.width; n += 16) v128.store(to + n, v128.load(from + n));
}

/** Runs a job; returns its clipped conversions. */
export function pass(job: Job): i32 {
  prepare(job);
  const clipped = job.bits ? serialPass(job) : stripPass(job);
  if (job.width) closeUp(job);
  return clipped;
}

/** The first byte that the host may use. */
export function heapStart(): usize {
  return __heap_base;
}
