// Sums of bit-serial slices: groups of 8 rows, each (rows 0-3) + (rows 4-7), added to the accumulator. docs/numerics.md section 12.

import { emit, emitHalf, PANEL, total } from './emit';

/** One row group of one term for 4 input rows, in groups of 8 rows; 4 outputs at a time keep everything in registers. */
export function fourEights(x: usize, xStride: usize, count: i32, w: usize, y: usize, yStride: usize, conversion: usize, mask: v128): i32 {
  const zero = f32x4.splat(0);
  const end = x + ((count as usize) << 2);
  let clipped = i32x4.splat(0);
  for (let half: usize = 0; half < 32; half += 16) {
    let a = x;
    let p = w + half;
    let a0 = zero;
    let b0 = zero;
    let c0 = zero;
    let d0 = zero;
    while (a < end) {
      const middle = min(a + 16, end);
      const last = min(a + 32, end);
      let la = zero;
      let lb = zero;
      let lc = zero;
      let ld = zero;
      for (; a < middle; a += 4, p += PANEL) {
        const v = v128.load(p);
        la = f32x4.add(la, f32x4.mul(v128.load32_splat(a), v));
        lb = f32x4.add(lb, f32x4.mul(v128.load32_splat(a + xStride), v));
        lc = f32x4.add(lc, f32x4.mul(v128.load32_splat(a + 2 * xStride), v));
        ld = f32x4.add(ld, f32x4.mul(v128.load32_splat(a + 3 * xStride), v));
      }
      let ha = zero;
      let hb = zero;
      let hc = zero;
      let hd = zero;
      for (; a < last; a += 4, p += PANEL) {
        const v = v128.load(p);
        ha = f32x4.add(ha, f32x4.mul(v128.load32_splat(a), v));
        hb = f32x4.add(hb, f32x4.mul(v128.load32_splat(a + xStride), v));
        hc = f32x4.add(hc, f32x4.mul(v128.load32_splat(a + 2 * xStride), v));
        hd = f32x4.add(hd, f32x4.mul(v128.load32_splat(a + 3 * xStride), v));
      }
      a0 = f32x4.add(a0, f32x4.add(la, ha));
      b0 = f32x4.add(b0, f32x4.add(lb, hb));
      c0 = f32x4.add(c0, f32x4.add(lc, hc));
      d0 = f32x4.add(d0, f32x4.add(ld, hd));
    }
    const from = conversion ? conversion + half : 0;
    clipped = emitHalf(y + half, a0, from, mask, clipped);
    clipped = emitHalf(y + yStride + half, b0, from, mask, clipped);
    clipped = emitHalf(y + 2 * yStride + half, c0, from, mask, clipped);
    clipped = emitHalf(y + 3 * yStride + half, d0, from, mask, clipped);
  }
  return total(clipped);
}

/** The same for one input row. */
export function oneEights(x: usize, count: i32, w: usize, y: usize, conversion: usize, mask: v128): i32 {
  const zero = f32x4.splat(0);
  const end = x + ((count as usize) << 2);
  let a = x;
  let p = w;
  let a0 = zero;
  let a1 = zero;
  while (a < end) {
    const middle = min(a + 16, end);
    const last = min(a + 32, end);
    let l0 = zero;
    let l1 = zero;
    for (; a < middle; a += 4, p += PANEL) {
      const v = v128.load32_splat(a);
      l0 = f32x4.add(l0, f32x4.mul(v, v128.load(p)));
      l1 = f32x4.add(l1, f32x4.mul(v, v128.load(p, 16)));
    }
    let h0 = zero;
    let h1 = zero;
    for (; a < last; a += 4, p += PANEL) {
      const v = v128.load32_splat(a);
      h0 = f32x4.add(h0, f32x4.mul(v, v128.load(p)));
      h1 = f32x4.add(h1, f32x4.mul(v, v128.load(p, 16)));
    }
    a0 = f32x4.add(a0, f32x4.add(l0, h0));
    a1 = f32x4.add(a1, f32x4.add(l1, h1));
  }
  return total(emit(y, a0, a1, conversion, mask, i32x4.splat(0)));
}
