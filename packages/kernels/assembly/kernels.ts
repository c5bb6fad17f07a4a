// The pass of docs/numerics.md section 12 over blocks of 5 input rows x 8 outputs (sums.ts).
// Planes are panels of 8 outputs: [panel][k][8]. Conversions: [row group][panel][parameter][8], parameters in the order
// lowS, inv, codeMin, codeMax, step, base, and all bits of those lanes that are outputs. Missing outputs of the last panel are zero everywhere.

// @ts-nocheck: AssemblyScript

import { PANEL, total } from './emit';
import { CONVERSION, Job, TERM } from './job';
import { gather, preparePatches, Window } from './patches';
export { packRows } from './pack';
export { add, affine, quantise, relu } from './pointwise';
export { program, words } from './program';
import { addBits, buildTables, fourBits, oneBit, placesOf } from './serial';
import { finish, strip, stripRows } from './strip';

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
  if (job.window) {
    preparePatches(changetype<Window>(job.window));
    if (job.eights) gather(changetype<Window>(job.window), job.rows, job.x, (job.xStride >> 2) as i32);
  }
  if (job.bits) return serialPass(job);
  const rows = stripRows(job);
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
