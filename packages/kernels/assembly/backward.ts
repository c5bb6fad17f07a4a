// Passes over whole tensors that a step of training needs besides those of layers.

/** Sums over rows of x [rows x channels] by channel, one float32 each, from 0 in the order of the rows. */
export function channelTotals(x: usize, rows: i32, channels: i32, out: usize): void {
  const stride = (channels as usize) << 2;
  let c: usize = 0;
  for (; c + 64 <= stride; c += 64) {
    let at = x + c;
    let s0 = f32x4.splat(0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    for (let row = 0; row < rows; row++, at += stride) {
      s0 = f32x4.add(s0, v128.load(at));
      s1 = f32x4.add(s1, v128.load(at, 16));
      s2 = f32x4.add(s2, v128.load(at, 32));
      s3 = f32x4.add(s3, v128.load(at, 48));
    }
    v128.store(out + c, s0);
    v128.store(out + c, s1, 16);
    v128.store(out + c, s2, 32);
    v128.store(out + c, s3, 48);
  }
  for (; c + 16 <= stride; c += 16) {
    let sums = f32x4.splat(0);
    for (let row = 0, at = x + c; row < rows; row++, at += stride) sums = f32x4.add(sums, v128.load(at));
    v128.store(out + c, sums);
  }
  for (; c < stride; c += 4) {
    let sum: f32 = 0;
    for (let row = 0, at = x + c; row < rows; row++, at += stride) sum += load<f32>(at);
    store<f32>(out + c, sum);
  }
}

/** x times a factor, every product rounded once, in place. */
export function times(x: usize, count: i32, factor: f64): void {
  const end = x + ((count as usize) << 2);
  const by = f64x2.splat(factor);
  for (; x + 16 <= end; x += 16) {
    const low = f64x2.mul(f64x2.promote_low_f32x4(v128.load64_zero(x)), by);
    const high = f64x2.mul(f64x2.promote_low_f32x4(v128.load64_zero(x, 8)), by);
    v128.store(x, v128.shuffle<i64>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 2));
  }
  for (; x < end; x += 4) store<f32>(x, ((load<f32>(x) as f64) * factor) as f32);
}

/** out = dy times 1 where x > 0, times 0 elsewhere. */
export function reluGradient(x: usize, dy: usize, count: i32, out: usize): void {
  const end = x + ((count as usize) << 2);
  const one = f32x4.splat(1);
  const zero = f32x4.splat(0);
  for (; x + 16 <= end; x += 16, dy += 16, out += 16)
    v128.store(out, f32x4.mul(v128.load(dy), v128.and(one, f32x4.gt(v128.load(x), zero))));
  for (; x < end; x += 4, dy += 4, out += 4) store<f32>(out, load<f32>(dy) * (load<f32>(x) > 0 ? <f32>1 : <f32>0));
}
