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

export const ZEROS: usize = memory.data<u32>([0, 0, 0, 0, 0, 0, 0, 0], 16);
/** x + -0 is x, whatever x. */
export const MINUS_ZEROS: usize = memory.data<u32>(
  [0x80000000, 0x80000000, 0x80000000, 0x80000000, 0x80000000, 0x80000000, 0x80000000, 0x80000000],
  16,
);
export const ONES: usize = memory.data<u32>(
  [0x3f800000, 0x3f800000, 0x3f800000, 0x3f800000, 0x3f800000, 0x3f800000, 0x3f800000, 0x3f800000],
  16,
);

/** What becomes of the sums of one panel. */
@unmanaged
export class Emission {
  /** 0, or parameters of converters. */
  conversion: usize;
  mask: i32;
  /** What stood there before, and where the sum of both goes; distances from input row to input row. */
  before: usize;
  beforeStride: usize;
  to: usize;
  toStride: usize;
  /** What every input row adds then: a value, the distance to the next row's, and the mask that flips its sign. */
  shared: usize;
  sharedStride: usize;
  sharedMask: u32;
  /** The last step, 8 of each. */
  gain: usize;
  bias: usize;
}

/** Where nothing follows the conversion. */
export function emitAlone(emission: Emission, conversion: usize, mask: i32): void {
  emission.conversion = conversion;
  emission.mask = mask;
  emission.shared = MINUS_ZEROS;
  emission.sharedStride = 0;
  emission.sharedMask = 0;
  emission.gain = ONES;
  emission.bias = MINUS_ZEROS;
}

/** Adds sums to what stands at `to`; +0 does where nothing does yet. */
export function landAt(emission: Emission, to: usize, toStride: usize, begins: bool): void {
  emission.before = begins ? ZEROS : to;
  emission.beforeStride = begins ? 0 : toStride;
  emission.to = to;
  emission.toStride = toStride;
}

/** Converts the sums [input row][8] of some input rows, adds them and does what follows, and goes on to the next rows; returns the clipped conversions. */
export function emitRows(sums: usize, rows: i32, emission: Emission): i32 {
  const clipped = landRows(sums, rows, emission);
  emission.before += (rows as usize) * emission.beforeStride;
  emission.to += (rows as usize) * emission.toStride;
  emission.shared += (rows as usize) * emission.sharedStride;
  return clipped;
}

function landRows(sums: usize, rows: i32, emission: Emission): i32 {
  const end = sums + (rows as usize) * PANEL;
  const beforeStride = emission.beforeStride;
  const toStride = emission.toStride;
  const sharedStride = emission.sharedStride;
  const mask = i32x4.splat(emission.mask);
  const sharedMask = i32x4.splat(emission.sharedMask);
  let clipped = i32x4.splat(0);
  // Nothing follows: x + -0 and x * 1 are x.
  const alone = emission.shared == MINUS_ZEROS && emission.gain == ONES && emission.bias == MINUS_ZEROS;
  for (let half: usize = 0; half < PANEL; half += 16) {
    const gain = v128.load(emission.gain + half);
    const bias = v128.load(emission.bias + half);
    let before = emission.before + half;
    let shared = emission.shared;
    let to = emission.to + half;
    if (!emission.conversion) {
      for (let at = sums + half; at < end; at += PANEL, to += toStride, before += beforeStride, shared += sharedStride) {
        const sum = f32x4.add(v128.load(before), v128.xor(v128.load(at), mask));
        const all = f32x4.add(sum, v128.xor(v128.load32_splat(shared), sharedMask));
        v128.store(to, f32x4.add(f32x4.mul(all, gain), bias));
      }
      continue;
    }
    const from = emission.conversion + half;
    const low = v128.load(from);
    const inv = v128.load(from, 32);
    const least = v128.load(from, 64);
    const most = v128.load(from, 96);
    const step = v128.load(from, 128);
    const base = v128.load(from, 160);
    let count = i32x4.splat(0);
    if (alone) {
      for (let at = sums + half; at < end; at += PANEL, to += toStride, before += beforeStride) {
        const t = f32x4.nearest(f32x4.mul(f32x4.sub(v128.load(at), low), inv));
        const code = f32x4.pmin(most, f32x4.pmax(least, t));
        count = i32x4.add(count, f32x4.ne(t, code));
        const p = f32x4.add(f32x4.mul(code, step), base);
        v128.store(to, f32x4.add(v128.load(before), v128.xor(p, mask)));
      }
      clipped = i32x4.add(clipped, v128.and(count, v128.load(from, 192)));
      continue;
    }
    for (let at = sums + half; at < end; at += PANEL, to += toStride, before += beforeStride, shared += sharedStride) {
      const t = f32x4.nearest(f32x4.mul(f32x4.sub(v128.load(at), low), inv));
      const code = f32x4.pmin(most, f32x4.pmax(least, t));
      count = i32x4.add(count, f32x4.ne(t, code));
      const p = f32x4.add(f32x4.mul(code, step), base);
      const sum = f32x4.add(v128.load(before), v128.xor(p, mask));
      const all = f32x4.add(sum, v128.xor(v128.load32_splat(shared), sharedMask));
      v128.store(to, f32x4.add(f32x4.mul(all, gain), bias));
    }
    clipped = i32x4.add(clipped, v128.and(count, v128.load(from, 192)));
  }
  return total(clipped);
}
