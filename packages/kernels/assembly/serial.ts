// Bit-serial inputs by lookup: four rows of a panel have a table of their sums for every combination of bits, and where there are enough input
// rows, 8 rows have one of (rows 0-3) + (rows 4-7), so the order is that of sums of eights either way; all bits of a code meet one table.
// docs/numerics.md section 12.

import { PANEL } from './emit';

/** Bytes of 4 outputs: a table of 8 rows is met for one half of a panel, then for the other. */
export const PART: usize = 16;
/** Bytes of the table of four rows: 16 entries of a panel; and of half the panel for 8 rows. */
export const HALF: usize = 16 * PANEL;
export const EIGHT: usize = 256 * PART;

/** Groups of 8 rows whose tables stay in the first cache while all input rows meet them. */
export const NEAR: i32 = 8;
/** Their tables, where build-wasm.mjs leaves room: places are addresses within them, below 2^16, so an entry needs no addition to be found. */
export const TABLES: usize = 4096;

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

/** The tables of `count` rows at w for the half of the panel at byte `part`, one for every group of 8, at most NEAR. */
export function buildEights(w: usize, count: i32, part: usize): void {
  let table = TABLES;
  for (let row = 0; row < count; row += 8) {
    buildHalves(w + (row as usize) * PANEL, min(8, count - row), HALVES);
    for (let high = HALVES + HALF + part; high < HALVES + 2 * HALF; high += PANEL) {
      const sum = v128.load(high);
      for (let low = HALVES + part; low < HALVES + HALF; low += PANEL, table += PART)
        v128.store(table, f32x4.add(v128.load(low), sum));
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
      if (first + bit < bits) store<u16>(places + ((bit as usize) << 1), (table + ((i8x16.bitmask(codes) & 0xff) << 4)) as u16);
      codes = i8x16.add(codes, codes);
    }
    places += 16;
  }
}

/** Places [row][group of 8][bit] and sums [half of the panel][row][bit][4] of the input rows that meet the tables of `eights` groups of 8 rows. */
@unmanaged
export class Rows {
  places: usize;
  /** Of the half in work. */
  sums: usize;
  count: i32;
  bits: usize;
  eights: i32;
  /** Sums begin with these groups. */
  begin: bool;
}

/**
 * Adds the entries of four bits from `bit` on, from tables of 8 rows. Engines load all entries first: with eight sums one of them lives on
 * the stack. Loads are what this loop waits for, so four places come by one.
 */
export function fourBits(rows: Rows, bit: usize): void {
  const stride = rows.bits << 1;
  const sumBytes = rows.bits * PART;
  const begin = rows.begin;
  let places = rows.places + (bit << 1);
  let sums = rows.sums + bit * PART;
  const end = sums + (rows.count as usize) * sumBytes;
  const skip = (rows.eights as usize) * stride;
  for (; sums < end; sums += sumBytes, places += skip) {
    let a = f32x4.splat(0);
    let b = a;
    let c = a;
    let d = a;
    if (!begin) {
      a = v128.load(sums);
      b = v128.load(sums, 16);
      c = v128.load(sums, 32);
      d = v128.load(sums, 48);
    }
    for (let at = places, last = places + skip; at < last; at += stride) {
      const two = load<u32>(at);
      const more = load<u32>(at, 4);
      a = f32x4.add(a, v128.load((two & 0xffff) as usize));
      b = f32x4.add(b, v128.load((two >> 16) as usize));
      c = f32x4.add(c, v128.load((more & 0xffff) as usize));
      d = f32x4.add(d, v128.load((more >> 16) as usize));
    }
    v128.store(sums, a);
    v128.store(sums, b, 16);
    v128.store(sums, c, 32);
    v128.store(sums, d, 48);
  }
}

/**
 * The same for eight bits. The branch, which is never taken since places are never 0, stands between two times four loads: eight at once
 * would put sums on the stack. It halves what is done once per row, and places are met once.
 */
export function eightBits(rows: Rows): void {
  const stride: usize = 16;
  const sumBytes: usize = 8 * PART;
  const begin = rows.begin;
  let places = rows.places;
  let sums = rows.sums;
  const end = sums + (rows.count as usize) * sumBytes;
  const skip = (rows.eights as usize) * stride;
  for (; sums < end; sums += sumBytes, places += skip) {
    let a = f32x4.splat(0);
    let b = a;
    let c = a;
    let d = a;
    let e = a;
    let f = a;
    let g = a;
    let h = a;
    if (!begin) {
      a = v128.load(sums);
      b = v128.load(sums, 16);
      c = v128.load(sums, 32);
      d = v128.load(sums, 48);
      e = v128.load(sums, 64);
      f = v128.load(sums, 80);
      g = v128.load(sums, 96);
      h = v128.load(sums, 112);
    }
    for (let at = places, last = places + skip; at < last; at += stride) {
      let two = load<u32>(at);
      let more = load<u32>(at, 4);
      a = f32x4.add(a, v128.load((two & 0xffff) as usize));
      b = f32x4.add(b, v128.load((two >> 16) as usize));
      c = f32x4.add(c, v128.load((more & 0xffff) as usize));
      d = f32x4.add(d, v128.load((more >> 16) as usize));
      if (!more) break;
      two = load<u32>(at, 8);
      more = load<u32>(at, 12);
      e = f32x4.add(e, v128.load((two & 0xffff) as usize));
      f = f32x4.add(f, v128.load((two >> 16) as usize));
      g = f32x4.add(g, v128.load((more & 0xffff) as usize));
      h = f32x4.add(h, v128.load((more >> 16) as usize));
    }
    v128.store(sums, a);
    v128.store(sums, b, 16);
    v128.store(sums, c, 32);
    v128.store(sums, d, 48);
    v128.store(sums, e, 64);
    v128.store(sums, f, 80);
    v128.store(sums, g, 96);
    v128.store(sums, h, 112);
  }
}

/** The same for one bit. */
export function oneBit(rows: Rows, bit: usize): void {
  const stride = rows.bits << 1;
  let at = rows.places + (bit << 1);
  let sums = rows.sums + bit * PART;
  for (let row = 0; row < rows.count; row++, sums += rows.bits * PART) {
    let sum = rows.begin ? f32x4.splat(0) : v128.load(sums);
    for (let e = 0; e < rows.eights; e++, at += stride) sum = f32x4.add(sum, v128.load(load<u16>(at) as usize));
    v128.store(sums, sum);
  }
}

/** The same from the tables of halves, for the half of the panel at byte `part`. */
export function oneBitOfHalves(rows: Rows, bit: usize, tables: usize, part: usize): void {
  const stride = rows.bits << 1;
  let at = rows.places + (bit << 1);
  let sums = rows.sums + bit * PART;
  for (let row = 0; row < rows.count; row++, sums += rows.bits * PART) {
    let sum = rows.begin ? f32x4.splat(0) : v128.load(sums);
    let table = tables + part;
    for (let e = 0; e < rows.eights; e++, at += stride, table += 2 * HALF) {
      const place = load<u16>(at) as usize;
      sum = f32x4.add(sum, f32x4.add(v128.load(table + ((place << 1) & 0x1e0)), v128.load(table + ((place >> 3) & 0x1e0), 512)));
    }
    v128.store(sums, sum);
  }
}
