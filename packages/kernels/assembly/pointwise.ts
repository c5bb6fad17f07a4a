// Value by value: docs/numerics.md sections 12 (inputs) and 13. Values [at, end) change in place, whole vectors.

/** Codes of activations. */
export function quantise(at: usize, end: usize, inverse: f32, low: f32, high: f32): void {
  const factor = f32x4.splat(inverse);
  const least = f32x4.splat(low);
  const most = f32x4.splat(high);
  const zero = f32x4.splat(0);
  for (; at < end; at += 16) {
    const driven = f32x4.mul(v128.load(at), factor);
    const below = v128.and(least, f32x4.le(driven, least));
    const kept = v128.bitselect(f32x4.pmin(most, driven), below, f32x4.gt(driven, least));
    // No code is -0.
    v128.store(at, f32x4.add(f32x4.nearest(kept), zero));
  }
}

/** x < 0 ? 0 : x, then at most `most`. */
export function relu(at: usize, end: usize, most: f32): void {
  const limit = f32x4.splat(most);
  const zero = f32x4.splat(0);
  for (; at < end; at += 16) {
    const x = v128.load(at);
    const positive = v128.andnot(x, f32x4.lt(x, zero));
    v128.store(at, v128.bitselect(limit, positive, f32x4.gt(positive, limit)));
  }
}

/** Values at `other` whose x lies within [low, high], 0 for others. */
export function within(at: usize, end: usize, other: usize, low: f32, high: f32): void {
  const least = f32x4.splat(low);
  const most = f32x4.splat(high);
  for (; at < end; at += 16, other += 16) {
    const x = v128.load(at);
    v128.store(at, v128.and(v128.load(other), v128.and(f32x4.le(x, most), f32x4.ge(x, least))));
  }
}

/** The largest magnitude, 0 for none; pmax gives the first operand where the second is NaN. */
export function largest(at: usize, end: usize): f32 {
  let a = f32x4.splat(0);
  let b = f32x4.splat(0);
  for (; at + 32 <= end; at += 32) {
    a = f32x4.pmax(a, f32x4.abs(v128.load(at)));
    b = f32x4.pmax(b, f32x4.abs(v128.load(at, 16)));
  }
  let most = f32x4.pmax(a, b);
  most = f32x4.pmax(most, v128.shuffle<i32>(most, most, 2, 3, 0, 1));
  most = f32x4.pmax(most, v128.shuffle<i32>(most, most, 1, 0, 3, 2));
  let result = f32x4.extract_lane(most, 0);
  for (; at < end; at += 4) {
    const size = abs(load<f32>(at));
    if (size > result) result = size;
  }
  return result;
}

/** Adds the values at `other`. */
export function add(at: usize, end: usize, other: usize): void {
  for (; at < end; at += 16, other += 16) v128.store(at, f32x4.add(v128.load(at), v128.load(other)));
}

/** x gain + shift of rows of `channels`. */
export function affine(at: usize, end: usize, channels: i32, gain: usize, shift: usize): void {
  const row = (channels as usize) << 2;
  for (; at < end; at += row) {
    let c: usize = 0;
    for (; c + 16 <= row; c += 16)
      v128.store(at + c, f32x4.add(f32x4.mul(v128.load(at + c), v128.load(gain + c)), v128.load(shift + c)));
    for (; c < row; c += 4) store<f32>(at + c, load<f32>(at + c) * load<f32>(gain + c) + load<f32>(shift + c));
  }
}
