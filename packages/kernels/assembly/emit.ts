// Conversion and accumulation of docs/numerics.md section 12; the layout of conversions stands in kernels.ts.

/** Bytes of 8 outputs. */
export const PANEL: usize = 32;

/** The nearest code, unclamped. */
@inline
function quantise(s: v128, at: usize): v128 {
  return f32x4.nearest(f32x4.mul(f32x4.sub(s, v128.load(at)), v128.load(at, 32)));
}

/** pmax and pmin keep their first operand where a comparison with NaN fails: NaN becomes codeMin. */
@inline
function clamp(t: v128, at: usize): v128 {
  return f32x4.pmin(v128.load(at, 96), f32x4.pmax(v128.load(at, 64), t));
}

@inline
function decode(code: v128, at: usize): v128 {
  return f32x4.add(f32x4.mul(code, v128.load(at, 128)), v128.load(at, 160));
}

/** Adds the sums of one input row and 4 outputs to y; returns the lanes of -1 of its clipped conversions. */
@inline
export function emitHalf(y: usize, s: v128, conversion: usize, mask: v128, clipped: v128): v128 {
  let p = s;
  let count = clipped;
  if (conversion) {
    const t = quantise(s, conversion);
    const c = clamp(t, conversion);
    count = i32x4.add(count, v128.and(f32x4.ne(t, c), v128.load(conversion, 192)));
    p = decode(c, conversion);
  }
  v128.store(y, f32x4.add(v128.load(y), v128.xor(p, mask)));
  return count;
}

/** The same for 8 outputs. */
@inline
export function emit(y: usize, s0: v128, s1: v128, conversion: usize, mask: v128, clipped: v128): v128 {
  const count = emitHalf(y, s0, conversion, mask, clipped);
  return emitHalf(y + 16, s1, conversion ? conversion + 16 : 0, mask, count);
}

@inline
export function total(lanes: v128): i32 {
  return -(i32x4.extract_lane(lanes, 0) + i32x4.extract_lane(lanes, 1) + i32x4.extract_lane(lanes, 2) + i32x4.extract_lane(lanes, 3));
}

/** Converts the sums [input row][8] of some input rows and adds them to y; returns the clipped conversions. */
export function emitRows(sums: usize, rows: i32, y: usize, yStride: usize, conversion: usize, mask: v128): i32 {
  const end = sums + (rows as usize) * PANEL;
  let clipped = i32x4.splat(0);
  for (let half: usize = 0; half < PANEL; half += 16) {
    let to = y + half;
    if (!conversion) {
      for (let at = sums + half; at < end; at += PANEL, to += yStride)
        v128.store(to, f32x4.add(v128.load(to), v128.xor(v128.load(at), mask)));
      continue;
    }
    const from = conversion + half;
    const low = v128.load(from);
    const inv = v128.load(from, 32);
    const least = v128.load(from, 64);
    const most = v128.load(from, 96);
    const step = v128.load(from, 128);
    const base = v128.load(from, 160);
    let count = i32x4.splat(0);
    for (let at = sums + half; at < end; at += PANEL, to += yStride) {
      const t = f32x4.nearest(f32x4.mul(f32x4.sub(v128.load(at), low), inv));
      const code = f32x4.pmin(most, f32x4.pmax(least, t));
      count = i32x4.add(count, f32x4.ne(t, code));
      const p = f32x4.add(f32x4.mul(code, step), base);
      v128.store(to, f32x4.add(v128.load(to), v128.xor(p, mask)));
    }
    clipped = i32x4.add(clipped, v128.and(count, v128.load(from, 192)));
  }
  return total(clipped);
}
