// Bit-serial inputs by lookup: four rows of a panel have a table of their sums for every combination of bits, and where there are enough input
// rows, 8 rows have one of (rows 0-3) + (rows 4-7), so the order is that of sums of eights either way; all bits of a code meet one table.
// docs/numerics.md section 12.

import { PANEL } from './emit';

/** Bytes of the table of four rows: 16 entries of a panel; and of 8 rows. */
export const HALF: usize = 16 * PANEL;
export const EIGHT: usize = 256 * PANEL;

/** Groups of 8 rows whose tables stay in the first cache while all input rows meet them. */
export const NEAR: i32 = 4;
/** Their tables, where build-wasm.mjs leaves room: places hold which of them is meant, so an entry needs no addition to be found. */
const TABLES: usize = 1024;

/** The tables of the halves of a group of 8 rows, on their way into one. */
const HALVES: usize = memory.data(2 * 16 * 32, 16);
/** Codes of a group that has fewer than 8 rows. */
const CODES: usize = memory.data(32, 16);

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

/** The tables of the halves of `count` rows at w, one group of 8 rows after the other. */
export function buildHalves(w: usize, count: i32, table: usize): void {
  for (let row = 0; row < count; row += 8) {
    half(w + (row as usize) * PANEL, min(4, count - row), table);
    half(w + (row as usize) * PANEL + 4 * PANEL, max(0, min(4, count - row - 4)), table + HALF);
    table += 2 * HALF;
  }
}

/** The tables of `count` rows at w, one for every group of 8, at most NEAR. */
export function buildEights(w: usize, count: i32): void {
  let table = TABLES;
  for (let row = 0; row < count; row += 8) {
    buildHalves(w + (row as usize) * PANEL, min(8, count - row), HALVES);
    for (let high = HALVES + HALF; high < HALVES + 2 * HALF; high += PANEL) {
      const h0 = v128.load(high);
      const h1 = v128.load(high, 16);
      for (let low = HALVES; low < HALVES + HALF; low += PANEL, table += PANEL) {
        v128.store(table, f32x4.add(v128.load(low), h0));
        v128.store(table, f32x4.add(v128.load(low, 16), h1), 16);
      }
    }
  }
}

/** Where the bits of `count` <= 8 codes at x stand in a table of 8 rows that begins at byte `table`: a u16 for every bit. */
export function placesOf(x: usize, count: i32, bits: i32, table: u32, places: usize): void {
  if (count < 8) {
    v128.store(CODES, i32x4.splat(0));
    v128.store(CODES, i32x4.splat(0), 16);
    memory.copy(CODES, x, (count as usize) << 2);
    x = CODES;
  }
  const low = i32x4.trunc_sat_f32x4_s(v128.load(x));
  const high = i32x4.trunc_sat_f32x4_s(v128.load(x, 16));
  const byte = i32x4.splat(0xff);
  for (let first = 0; first < bits; first += 8) {
    const words = i16x8.narrow_i32x4_s(v128.and(i32x4.shr_s(low, first), byte), v128.and(i32x4.shr_s(high, first), byte));
    let codes = i8x16.narrow_i16x8_u(words, words);
    for (let bit = 7; bit >= 0; bit--) {
      if (first + bit < bits) store<u16>(places + ((bit as usize) << 1), (table + ((i8x16.bitmask(codes) & 0xff) << 5)) as u16);
      codes = i8x16.add(codes, codes);
    }
    places += 16;
  }
}

/** Places and sums of the input rows that meet the tables of `eights` groups of 8 rows: [row][group of 8][bit] and [row][bit][8]. */
@unmanaged
export class Rows {
  places: usize;
  sums: usize;
  count: i32;
  bits: usize;
  eights: i32;
  /** Sums begin with these groups. */
  begin: bool;
}

/** Adds the entries of four bits from `bit` on, from tables of 8 rows. */
export function fourBits(rows: Rows, bit: usize): void {
  const stride = rows.bits << 1;
  const sumBytes = rows.bits * PANEL;
  const eights = rows.eights;
  const begin = rows.begin;
  let places = rows.places + (bit << 1);
  let sums = rows.sums + bit * PANEL;
  const end = sums + (rows.count as usize) * sumBytes;
  const skip = (eights as usize) * stride;
  for (; sums < end; sums += sumBytes, places += skip) {
    let a0 = f32x4.splat(0);
    let a1 = a0;
    let b0 = a0;
    let b1 = a0;
    let c0 = a0;
    let c1 = a0;
    let d0 = a0;
    let d1 = a0;
    if (!begin) {
      a0 = v128.load(sums);
      a1 = v128.load(sums, 16);
      b0 = v128.load(sums, 32);
      b1 = v128.load(sums, 48);
      c0 = v128.load(sums, 64);
      c1 = v128.load(sums, 80);
      d0 = v128.load(sums, 96);
      d1 = v128.load(sums, 112);
    }
    let at = places;
    for (let e = 0; e < eights; e++, at += stride) {
      let entry = load<u16>(at) as usize;
      a0 = f32x4.add(a0, v128.load(entry, TABLES));
      a1 = f32x4.add(a1, v128.load(entry, TABLES + 16));
      entry = load<u16>(at, 2);
      b0 = f32x4.add(b0, v128.load(entry, TABLES));
      b1 = f32x4.add(b1, v128.load(entry, TABLES + 16));
      entry = load<u16>(at, 4);
      c0 = f32x4.add(c0, v128.load(entry, TABLES));
      c1 = f32x4.add(c1, v128.load(entry, TABLES + 16));
      entry = load<u16>(at, 6);
      d0 = f32x4.add(d0, v128.load(entry, TABLES));
      d1 = f32x4.add(d1, v128.load(entry, TABLES + 16));
    }
    v128.store(sums, a0);
    v128.store(sums, a1, 16);
    v128.store(sums, b0, 32);
    v128.store(sums, b1, 48);
    v128.store(sums, c0, 64);
    v128.store(sums, c1, 80);
    v128.store(sums, d0, 96);
    v128.store(sums, d1, 112);
  }
}

/** The same for one bit. */
export function oneBit(rows: Rows, bit: usize): void {
  const stride = rows.bits << 1;
  let at = rows.places + (bit << 1);
  let sums = rows.sums + bit * PANEL;
  for (let row = 0; row < rows.count; row++, sums += rows.bits * PANEL) {
    let a0 = rows.begin ? f32x4.splat(0) : v128.load(sums);
    let a1 = rows.begin ? f32x4.splat(0) : v128.load(sums, 16);
    for (let e = 0; e < rows.eights; e++, at += stride) {
      const entry = load<u16>(at) as usize;
      a0 = f32x4.add(a0, v128.load(entry, TABLES));
      a1 = f32x4.add(a1, v128.load(entry, TABLES + 16));
    }
    v128.store(sums, a0);
    v128.store(sums, a1, 16);
  }
}

/** The same from the tables of halves. */
export function oneBitOfHalves(rows: Rows, bit: usize, tables: usize): void {
  const stride = rows.bits << 1;
  let at = rows.places + (bit << 1);
  let sums = rows.sums + bit * PANEL;
  for (let row = 0; row < rows.count; row++, sums += rows.bits * PANEL) {
    let a0 = rows.begin ? f32x4.splat(0) : v128.load(sums);
    let a1 = rows.begin ? f32x4.splat(0) : v128.load(sums, 16);
    let table = tables;
    for (let e = 0; e < rows.eights; e++, at += stride, table += 2 * HALF) {
      const place = load<u16>(at) as usize;
      const low = table + (place & 0x1e0);
      const high = table + ((place >> 4) & 0x1e0);
      a0 = f32x4.add(a0, f32x4.add(v128.load(low), v128.load(high, 512)));
      a1 = f32x4.add(a1, f32x4.add(v128.load(low, 16), v128.load(high, 528)));
    }
    v128.store(sums, a0);
    v128.store(sums, a1, 16);
  }
}
