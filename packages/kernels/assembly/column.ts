// Sums over the rows of one row group for one output and 8 input rows, which lie across the lanes: docs/numerics.md section 12.

import { PANEL } from './emit';

/** Input k of four input rows. */
@inline
function across(a: usize, stride: usize): v128 {
  let v = v128.load32_splat(a);
  v = f32x4.replace_lane(v, 1, load<f32>(a + stride));
  v = f32x4.replace_lane(v, 2, load<f32>(a + 2 * stride));
  return f32x4.replace_lane(v, 3, load<f32>(a + 3 * stride));
}

/** Writes the sums of 8 input rows at `sums`, PANEL bytes apart. */
export function column(x: usize, xStride: usize, count: i32, w: usize, sums: usize): void {
  const all = x + ((count as usize) << 2);
  const fours = x + (((count & ~3) as usize) << 2);
  const next: usize = 4 * xStride;
  let p = w;
  let low = f32x4.splat(0);
  let high = low;
  let a = x;
  for (; a < fours; a += 16, p += 4 * PANEL) {
    let r0 = v128.load(a);
    let r1 = v128.load(a + xStride);
    let r2 = v128.load(a + 2 * xStride);
    let r3 = v128.load(a + 3 * xStride);
    let ab = v128.shuffle<i32>(r0, r1, 0, 4, 1, 5);
    let AB = v128.shuffle<i32>(r0, r1, 2, 6, 3, 7);
    let cd = v128.shuffle<i32>(r2, r3, 0, 4, 1, 5);
    let CD = v128.shuffle<i32>(r2, r3, 2, 6, 3, 7);
    const w0 = v128.load32_splat(p);
    const w1 = v128.load32_splat(p, 32);
    const w2 = v128.load32_splat(p, 64);
    const w3 = v128.load32_splat(p, 96);
    low = f32x4.add(low, f32x4.mul(v128.shuffle<i64>(ab, cd, 0, 2), w0));
    low = f32x4.add(low, f32x4.mul(v128.shuffle<i64>(ab, cd, 1, 3), w1));
    low = f32x4.add(low, f32x4.mul(v128.shuffle<i64>(AB, CD, 0, 2), w2));
    low = f32x4.add(low, f32x4.mul(v128.shuffle<i64>(AB, CD, 1, 3), w3));
    // Never taken: it parts both halves, which engines else load at once and put a sum on the stack.
    if (!p) break;
    const b = a + next;
    r0 = v128.load(b);
    r1 = v128.load(b + xStride);
    r2 = v128.load(b + 2 * xStride);
    r3 = v128.load(b + 3 * xStride);
    ab = v128.shuffle<i32>(r0, r1, 0, 4, 1, 5);
    AB = v128.shuffle<i32>(r0, r1, 2, 6, 3, 7);
    cd = v128.shuffle<i32>(r2, r3, 0, 4, 1, 5);
    CD = v128.shuffle<i32>(r2, r3, 2, 6, 3, 7);
    high = f32x4.add(high, f32x4.mul(v128.shuffle<i64>(ab, cd, 0, 2), w0));
    high = f32x4.add(high, f32x4.mul(v128.shuffle<i64>(ab, cd, 1, 3), w1));
    high = f32x4.add(high, f32x4.mul(v128.shuffle<i64>(AB, CD, 0, 2), w2));
    high = f32x4.add(high, f32x4.mul(v128.shuffle<i64>(AB, CD, 1, 3), w3));
  }
  for (; a < all; a += 4, p += PANEL) {
    const cell = v128.load32_splat(p);
    low = f32x4.add(low, f32x4.mul(across(a, xStride), cell));
    high = f32x4.add(high, f32x4.mul(across(a + next, xStride), cell));
  }
  v128.store32_lane(sums, low, 0);
  v128.store32_lane(sums, low, 1, 32);
  v128.store32_lane(sums, low, 2, 64);
  v128.store32_lane(sums, low, 3, 96);
  v128.store32_lane(sums, high, 0, 128);
  v128.store32_lane(sums, high, 1, 160);
  v128.store32_lane(sums, high, 2, 192);
  v128.store32_lane(sums, high, 3, 224);
}
