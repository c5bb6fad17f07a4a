// From the sums of bits driven one by one to outputs: docs/numerics.md section 12.

import { MINUS_ZEROS, ONES, PANEL, total, ZEROS } from './emit';
import { PART } from './serial';

/** What becomes of the sums [half of the panel][input row][bit][4] of one row group and term. */
@unmanaged
export class BitEmission {
  sums: usize;
  rows: i32;
  bits: i32;
  /** 0, or parameters of converters. */
  conversion: usize;
  mask: i32;
  /** Like the sums; nothing stands there yet where `begins`. */
  accumulators: usize;
  begins: bool;
  /** Outputs of the first input row; only written where `ends`: A_0, then y + 2^i A_i, then the last step with 0 or 8 of each. */
  y: usize;
  yStride: usize;
  ends: bool;
  gain: usize;
  bias: usize;
}

/** The same of a product, which has no converters and one row group. */
function addBits(emission: BitEmission): void {
  const bitBytes = (emission.bits as usize) * PART;
  const all = (emission.rows as usize) * bitBytes;
  const one = f32x4.splat(1);
  let row = emission.sums;
  for (let half: usize = 0; half < PANEL; half += PART) {
    const gain = v128.load((emission.gain ? emission.gain : ONES) + half);
    const bias = v128.load((emission.bias ? emission.bias : MINUS_ZEROS) + half);
    let y = emission.y + half;
    for (const end = row + all; row < end; row += bitBytes, y += emission.yStride) {
      let worth = one;
      let out = f32x4.splat(0);
      for (let at = row, last = row + bitBytes; at < last; at += PART) {
        out = f32x4.add(out, f32x4.mul(worth, v128.load(at)));
        worth = f32x4.add(worth, worth);
      }
      v128.store(y, f32x4.add(f32x4.mul(out, gain), bias));
    }
  }
}

/** Converts and adds up all bits; returns the clipped conversions. */
export function emitBits(emission: BitEmission): i32 {
  if (!emission.conversion) {
    addBits(emission);
    return 0;
  }
  const bitBytes = (emission.bits as usize) * PART;
  const all = (emission.rows as usize) * bitBytes;
  const mask = i32x4.splat(emission.mask);
  const one = f32x4.splat(1);
  const ends = emission.ends;
  const yStride = emission.yStride;
  // -0 + x is x.
  const minusZero = v128.load(MINUS_ZEROS);
  const beforeStep: usize = emission.begins ? 0 : PART;
  let row = emission.sums;
  let before = emission.begins ? ZEROS : emission.accumulators;
  let accumulator = emission.accumulators;
  let clipped = i32x4.splat(0);
  for (let half: usize = 0; half < PANEL; half += PART) {
    const from = emission.conversion + half;
    const low = v128.load(from);
    const inv = v128.load(from, 32);
    const least = v128.load(from, 64);
    const most = v128.load(from, 96);
    const step = v128.load(from, 128);
    const base = v128.load(from, 160);
    let y = emission.y + half;
    let count = i32x4.splat(0);
    const gain = v128.load((emission.gain ? emission.gain : ONES) + half);
    const bias = v128.load((emission.bias ? emission.bias : MINUS_ZEROS) + half);
    if (!ends) {
      for (const end = row + all; row < end; row += PART, before += beforeStep, accumulator += PART) {
        const t = f32x4.nearest(f32x4.mul(f32x4.sub(v128.load(row), low), inv));
        const code = f32x4.pmin(most, f32x4.pmax(least, t));
        count = i32x4.add(count, f32x4.ne(t, code));
        const p = f32x4.add(f32x4.mul(code, step), base);
        v128.store(accumulator, f32x4.add(v128.load(before), v128.xor(p, mask)));
      }
    } else {
      for (const end = row + all; row < end; row += bitBytes, y += yStride) {
        let worth = one;
        let out = minusZero;
        for (let at = row, last = row + bitBytes; at < last; at += PART, before += beforeStep) {
          const t = f32x4.nearest(f32x4.mul(f32x4.sub(v128.load(at), low), inv));
          const code = f32x4.pmin(most, f32x4.pmax(least, t));
          count = i32x4.add(count, f32x4.ne(t, code));
          const p = f32x4.add(f32x4.mul(code, step), base);
          out = f32x4.add(out, f32x4.mul(worth, f32x4.add(v128.load(before), v128.xor(p, mask))));
          worth = f32x4.add(worth, worth);
        }
        v128.store(y, f32x4.add(f32x4.mul(out, gain), bias));
      }
    }
    clipped = i32x4.add(clipped, v128.and(count, v128.load(from, 192)));
  }
  return total(clipped);
}
