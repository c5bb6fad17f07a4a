// Pairs of cells that hold a weight each: targets and the weights that drawn cells stand for, in float64, rounded once.

/** Two w = clip(weight / w_max), 0 where w_max is 0. pmin and pmax keep their first operand where a comparison with NaN fails. */
@inline
function shareOf(weights: v128, most: v128): v128 {
  const share = f64x2.div(f64x2.promote_low_f32x4(weights), most);
  const bounded = f64x2.pmax(f64x2.pmin(share, f64x2.splat(1)), f64x2.splat(-1));
  return v128.and(bounded, f64x2.gt(most, f64x2.splat(0)));
}

/** off + sum / 2 range, with half the range: halving is exact. */
@inline
function targetOf(sum: v128, off: v128, half: v128): v128 {
  return f32x4.demote_f64x2_zero(f64x2.add(off, f64x2.mul(sum, half)));
}

@inline
function joined(low: v128, high: v128): v128 {
  return v128.shuffle<i64>(low, high, 0, 2);
}

@inline
function upper(x: v128): v128 {
  return v128.shuffle<i64>(x, x, 1, 1);
}

/**
 * Targets of [rows x outputs] weights at `plus`, which they take the place of, and of the other polarity at `minus`; `scale` is w_max,
 * float64 [outputs]. Values up to three behind the last of every row are written too, and overwritten by the next.
 */
export function pairTargets(plus: usize, minus: usize, rows: i32, outputs: i32, scale: usize, off: f64, range: f64, centred: bool): void {
  const one = f64x2.splat(1);
  const least = f64x2.splat(off);
  const half = f64x2.splat(0.5 * range);
  const row = (outputs as usize) << 2;
  for (; rows > 0; rows--, plus += row, minus += row) {
    const next = v128.load(plus + row);
    for (let at: usize = 0; at < row; at += 16) {
      const weights = v128.load(plus + at);
      const low = shareOf(weights, v128.load(scale + 2 * at));
      const high = shareOf(upper(weights), v128.load(scale + 2 * at, 16));
      const fromLow = centred ? one : f64x2.abs(low);
      const fromHigh = centred ? one : f64x2.abs(high);
      v128.store(minus + at, joined(targetOf(f64x2.sub(fromLow, low), least, half), targetOf(f64x2.sub(fromHigh, high), least, half)));
      v128.store(plus + at, joined(targetOf(f64x2.add(fromLow, low), least, half), targetOf(f64x2.add(fromHigh, high), least, half)));
    }
    v128.store(plus + row, next);
  }
}

/** Weights of [rows x outputs] pairs at `plus`, which they take the place of; `factor` counts them in units of w_max. */
export function pairWeights(plus: usize, minus: usize, rows: i32, outputs: i32, scale: usize, factor: f64): void {
  const zero = f64x2.splat(0);
  const unit = f64x2.splat(factor);
  const row = (outputs as usize) << 2;
  for (; rows > 0; rows--, plus += row, minus += row) {
    const next = v128.load(plus + row);
    for (let at: usize = 0; at < row; at += 16) {
      const held = f32x4.sub(v128.load(plus + at), v128.load(minus + at));
      // No difference is -0.
      const low = f64x2.mul(f64x2.add(f64x2.promote_low_f32x4(held), zero), unit);
      const high = f64x2.mul(f64x2.add(f64x2.promote_low_f32x4(upper(held)), zero), unit);
      const lowWeights = f32x4.demote_f64x2_zero(f64x2.mul(low, v128.load(scale + 2 * at)));
      const highWeights = f32x4.demote_f64x2_zero(f64x2.mul(high, v128.load(scale + 2 * at, 16)));
      v128.store(plus + at, joined(lowWeights, highWeights));
    }
    v128.store(plus + row, next);
  }
}
