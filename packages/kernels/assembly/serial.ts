// Bit-serial inputs by lookup: four rows of a panel have a table of their sums for every combination of bits. A group of 8 rows adds two entries,
// (rows 0-3) + (rows 4-7), so the order is that of sums of eights; all bits of a code meet one table. docs/numerics.md section 12.

// @ts-nocheck: AssemblyScript

import { emit, PANEL } from './emit';

/** Bytes of the table of four rows: 16 entries of a panel. */
export const TABLE: usize = 16 * PANEL;

/** Writes the table of rows [0, count), count <= 4, at w; missing rows hold no cells. */
function half(w: usize, count: i32, table: usize): void {
  const zero = f32x4.splat(0);
  v128.store(table, zero);
  v128.store(table, zero, 16);
  for (let row = 0; row < 4; row++) {
    const filled = ((1 as usize) << row) * PANEL;
    for (let part: usize = 0; part < 32; part += 16) {
      const cell = row < count ? v128.load(w + (row as usize) * PANEL + part) : zero;
      const none = f32x4.mul(zero, cell);
      for (let i: usize = 0; i < filled; i += PANEL) {
        const before = v128.load(table + i + part);
        v128.store(table + filled + i + part, f32x4.add(before, cell));
        v128.store(table + i + part, f32x4.add(before, none));
      }
    }
  }
}

/** The tables of `count` rows at w, one group of 8 rows after the other. */
export function buildTables(w: usize, count: i32, table: usize): void {
  for (let row = 0; row < count; row += 8) {
    half(w + (row as usize) * PANEL, min(4, count - row), table);
    half(w + (row as usize) * PANEL + 4 * PANEL, max(0, min(4, count - row - 4)), table + TABLE);
    table += 2 * TABLE;
  }
}

/** Where the bits of `count` <= 8 codes at x stand in their two tables: (low | high << 16) in bytes, for every bit. */
export function placesOf(x: usize, count: i32, bits: i32, places: usize): void {
  for (let bit = 0; bit < bits; bit++) store<u32>(places + ((bit as usize) << 2), 0);
  for (let k = 0; k < count; k++) {
    const code = load<f32>(x + ((k as usize) << 2)) as i32;
    const at = ((k & 3) + 5 + (k >= 4 ? 16 : 0)) as u32;
    for (let bit = 0; bit < bits; bit++) {
      const place = places + ((bit as usize) << 2);
      store<u32>(place, load<u32>(place) | ((((code >> bit) & 1) as u32) << at));
    }
  }
}

/** Four bits of one input row over the groups of 8 rows of a row group; `y` holds the accumulators of the bits. */
export function fourBits(places: usize, stride: usize, eights: i32, table: usize, y: usize, conversion: usize, mask: v128, clipped: v128): v128 {
  let a0 = f32x4.splat(0);
  let a1 = a0;
  let b0 = a0;
  let b1 = a0;
  let c0 = a0;
  let c1 = a0;
  let d0 = a0;
  let d1 = a0;
  for (let e = 0; e < eights; e++) {
    let low = table + load<u16>(places);
    let high = table + load<u16>(places, 2);
    a0 = f32x4.add(a0, f32x4.add(v128.load(low), v128.load(high, 512)));
    a1 = f32x4.add(a1, f32x4.add(v128.load(low, 16), v128.load(high, 528)));
    low = table + load<u16>(places, 4);
    high = table + load<u16>(places, 6);
    b0 = f32x4.add(b0, f32x4.add(v128.load(low), v128.load(high, 512)));
    b1 = f32x4.add(b1, f32x4.add(v128.load(low, 16), v128.load(high, 528)));
    low = table + load<u16>(places, 8);
    high = table + load<u16>(places, 10);
    c0 = f32x4.add(c0, f32x4.add(v128.load(low), v128.load(high, 512)));
    c1 = f32x4.add(c1, f32x4.add(v128.load(low, 16), v128.load(high, 528)));
    low = table + load<u16>(places, 12);
    high = table + load<u16>(places, 14);
    d0 = f32x4.add(d0, f32x4.add(v128.load(low), v128.load(high, 512)));
    d1 = f32x4.add(d1, f32x4.add(v128.load(low, 16), v128.load(high, 528)));
    places += stride;
    table += 2 * TABLE;
  }
  let count = emit(y, a0, a1, conversion, mask, clipped);
  count = emit(y + PANEL, b0, b1, conversion, mask, count);
  count = emit(y + 2 * PANEL, c0, c1, conversion, mask, count);
  return emit(y + 3 * PANEL, d0, d1, conversion, mask, count);
}

/** The same for one bit. */
export function oneBit(places: usize, stride: usize, eights: i32, table: usize, y: usize, conversion: usize, mask: v128, clipped: v128): v128 {
  let a0 = f32x4.splat(0);
  let a1 = a0;
  for (let e = 0; e < eights; e++) {
    const low = table + load<u16>(places);
    const high = table + load<u16>(places, 2);
    a0 = f32x4.add(a0, f32x4.add(v128.load(low), v128.load(high, 512)));
    a1 = f32x4.add(a1, f32x4.add(v128.load(low, 16), v128.load(high, 528)));
    places += stride;
    table += 2 * TABLE;
  }
  return emit(y, a0, a1, conversion, mask, clipped);
}

/** y = A_0, then y + 2^i A_i, of one input row. */
export function addBits(acc: usize, bits: i32, y: usize): void {
  let worth = f32x4.splat(1);
  let y0 = v128.load(acc);
  let y1 = v128.load(acc, 16);
  for (let bit = 1; bit < bits; bit++) {
    acc += PANEL;
    worth = f32x4.add(worth, worth);
    y0 = f32x4.add(y0, f32x4.mul(worth, v128.load(acc)));
    y1 = f32x4.add(y1, f32x4.mul(worth, v128.load(acc, 16)));
  }
  v128.store(y, y0);
  v128.store(y, y1, 16);
}
