// Sums over the rows of one row group, of several input rows at once: docs/numerics.md section 12. More accumulators spill, and unrolling
// over k is slower.

import { PANEL } from './emit';

/** Stores the sums of 5 input rows. */
@inline
function storeFive(
  sums: usize,
  a0: v128,
  a1: v128,
  b0: v128,
  b1: v128,
  c0: v128,
  c1: v128,
  d0: v128,
  d1: v128,
  e0: v128,
  e1: v128,
): void {
  v128.store(sums, a0);
  v128.store(sums, a1, 16);
  v128.store(sums, b0, 32);
  v128.store(sums, b1, 48);
  v128.store(sums, c0, 64);
  v128.store(sums, c1, 80);
  v128.store(sums, d0, 96);
  v128.store(sums, d1, 112);
  v128.store(sums, e0, 128);
  v128.store(sums, e1, 144);
}

/** Sums over the rows of one row group for 5 input rows, at `sums` [input row][8]. Nothing else lives in the loop, else registers spill. */
export function five(x: usize, xStride: usize, count: i32, w: usize, sums: usize): void {
  let a = x;
  let b = a + xStride;
  let c = b + xStride;
  let d = c + xStride;
  let e = d + xStride;
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
  let e0 = a0;
  let e1 = a0;
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
    v = v128.load32_splat(e);
    e0 = f32x4.add(e0, f32x4.mul(v, w0));
    e1 = f32x4.add(e1, f32x4.mul(v, w1));
    a += 4;
    b += 4;
    c += 4;
    d += 4;
    e += 4;
    p += PANEL;
  }
  storeFive(sums, a0, a1, b0, b1, c0, c1, d0, d1, e0, e1);
}

/**
 * The same for 5 input rows whose inputs stand side by side, [k][5]: an address to follow instead of five. Sums begin with the 5 zeros at
 * `zeros`, read at the distances of the inputs: engines then add those to the memory's address once, not in every turn.
 */
export function fiveTurned(x: usize, count: i32, w: usize, sums: usize, zeros: usize): void {
  let a = x;
  let p = w;
  const end = p + (count as usize) * PANEL;
  let a0 = v128.load32_splat(zeros);
  let a1 = a0;
  let b0 = v128.load32_splat(zeros, 4);
  let b1 = b0;
  let c0 = v128.load32_splat(zeros, 8);
  let c1 = c0;
  let d0 = v128.load32_splat(zeros, 12);
  let d1 = d0;
  let e0 = v128.load32_splat(zeros, 16);
  let e1 = e0;
  while (p < end) {
    const w0 = v128.load(p);
    const w1 = v128.load(p, 16);
    let v = v128.load32_splat(a);
    a0 = f32x4.add(a0, f32x4.mul(v, w0));
    a1 = f32x4.add(a1, f32x4.mul(v, w1));
    v = v128.load32_splat(a, 4);
    b0 = f32x4.add(b0, f32x4.mul(v, w0));
    b1 = f32x4.add(b1, f32x4.mul(v, w1));
    v = v128.load32_splat(a, 8);
    c0 = f32x4.add(c0, f32x4.mul(v, w0));
    c1 = f32x4.add(c1, f32x4.mul(v, w1));
    v = v128.load32_splat(a, 12);
    d0 = f32x4.add(d0, f32x4.mul(v, w0));
    d1 = f32x4.add(d1, f32x4.mul(v, w1));
    v = v128.load32_splat(a, 16);
    e0 = f32x4.add(e0, f32x4.mul(v, w0));
    e1 = f32x4.add(e1, f32x4.mul(v, w1));
    a += 20;
    p += PANEL;
  }
  storeFive(sums, a0, a1, b0, b1, c0, c1, d0, d1, e0, e1);
}

/** The same for 4 input rows. */
export function four(x: usize, xStride: usize, count: i32, w: usize, sums: usize): void {
  let a = x;
  let b = a + xStride;
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
  v128.store(sums, a0);
  v128.store(sums, a1, 16);
  v128.store(sums, b0, 32);
  v128.store(sums, b1, 48);
  v128.store(sums, c0, 64);
  v128.store(sums, c1, 80);
  v128.store(sums, d0, 96);
  v128.store(sums, d1, 112);
}

/** The same for one input row. */
export function one(x: usize, count: i32, w: usize, sums: usize): void {
  let a = x;
  let p = w;
  const end = a + ((count as usize) << 2);
  let a0 = f32x4.splat(0);
  let a1 = a0;
  while (a < end) {
    const w0 = v128.load(p);
    const w1 = v128.load(p, 16);
    let v = v128.load32_splat(a);
    a0 = f32x4.add(a0, f32x4.mul(v, w0));
    a1 = f32x4.add(a1, f32x4.mul(v, w1));
    a += 4;
    p += PANEL;
  }
  v128.store(sums, a0);
  v128.store(sums, a1, 16);
}

/** The same for 5 positions of a convolution: `origins` holds their addresses, `offset` leads from there to the first input, `steps` on from each. */
export function fivePatches(origins: usize, offset: usize, steps: usize, count: i32, w: usize, sums: usize): void {
  let a = (load<u32>(origins) as usize) + offset;
  let b = (load<u32>(origins, 4) as usize) + offset;
  let c = (load<u32>(origins, 8) as usize) + offset;
  let d = (load<u32>(origins, 12) as usize) + offset;
  let e = (load<u32>(origins, 16) as usize) + offset;
  let p = w;
  let s = steps;
  const end = s + ((count as usize) << 2);
  let a0 = f32x4.splat(0);
  let a1 = a0;
  let b0 = a0;
  let b1 = a0;
  let c0 = a0;
  let c1 = a0;
  let d0 = a0;
  let d1 = a0;
  let e0 = a0;
  let e1 = a0;
  while (s < end) {
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
    v = v128.load32_splat(e);
    e0 = f32x4.add(e0, f32x4.mul(v, w0));
    e1 = f32x4.add(e1, f32x4.mul(v, w1));
    const step = load<u32>(s) as usize;
    a += step;
    b += step;
    c += step;
    d += step;
    e += step;
    s += 4;
    p += PANEL;
  }
  storeFive(sums, a0, a1, b0, b1, c0, c1, d0, d1, e0, e1);
}

/** The same for one position. */
export function onePatch(origin: usize, offset: usize, steps: usize, count: i32, w: usize, sums: usize): void {
  let a = (load<u32>(origin) as usize) + offset;
  let p = w;
  let s = steps;
  const end = s + ((count as usize) << 2);
  let a0 = f32x4.splat(0);
  let a1 = a0;
  while (s < end) {
    const w0 = v128.load(p);
    const w1 = v128.load(p, 16);
    const v = v128.load32_splat(a);
    a0 = f32x4.add(a0, f32x4.mul(v, w0));
    a1 = f32x4.add(a1, f32x4.mul(v, w1));
    a += load<u32>(s) as usize;
    s += 4;
    p += PANEL;
  }
  v128.store(sums, a0);
  v128.store(sums, a1, 16);
}

/** Sums of `rows` positions where every output sees a channel of its own, the channels side by side. */
export function ownChannels(origins: usize, rows: i32, offset: usize, steps: usize, count: i32, w: usize, sums: usize): void {
  const end = steps + ((count as usize) << 2);
  for (const last = origins + ((rows as usize) << 2); origins < last; origins += 4, sums += PANEL) {
    let a = (load<u32>(origins) as usize) + offset;
    let p = w;
    let a0 = f32x4.splat(0);
    let a1 = a0;
    for (let s = steps; s < end; s += 4, p += PANEL) {
      a0 = f32x4.add(a0, f32x4.mul(v128.load(a), v128.load(p)));
      a1 = f32x4.add(a1, f32x4.mul(v128.load(a, 16), v128.load(p, 16)));
      a += load<u32>(s) as usize;
    }
    v128.store(sums, a0);
    v128.store(sums, a1, 16);
  }
}
