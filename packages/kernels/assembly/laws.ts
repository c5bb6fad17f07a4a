// Laws of programming on cells whose numbers are drawn: docs/numerics.md section 12.

import { exp32, tanh32 } from './functions';

/** Laws by number; src/program/lawNumbers.ts counts them alike. */
export const EXACT: i32 = 0;
export const ADDITIVE: i32 = 1;
export const PROPORTIONAL: i32 = 2;
export const LOGNORMAL: i32 = 3;
export const RESISTANCE: i32 = 4;
export const POLYNOMIAL: i32 = 5;
export const SATURATING: i32 = 6;
export const MOMENTS: i32 = 7;

/** A law's numbers, and what follows it; the host writes it (src/wasm/program.ts names the same order). */
@unmanaged
export class Law {
  kind: i32;
  /** 1 where uniforms are drawn, and where they are spread over (-1, 1]. */
  uniforms: i32;
  bothSides: i32;
  a: f32;
  b: f32;
  c: f32;
  /** float64: the scale, then the terms of a polynomial. */
  terms: usize;
  termCount: i32;
  /** float64, ascending, and what lies at each of them. */
  targets: usize;
  targetCount: i32;
  shifts: usize;
  sigmas: usize;
  /** float64, sorted, of all targets one after the other; those of target i are [begin[i], begin[i + 1]). */
  residuals: usize;
  begin: usize;
  clip: i32;
  low: f32;
  high: f32;
  onAtMost: f32;
  offAbove: f32;
  on: f32;
  off: f32;
}

/** sum of c_i (x / scale)^i of two targets by Horner's rule in float64, rounded once. */
@inline
function horner(law: Law, t: v128): v128 {
  const x = f64x2.div(f64x2.promote_low_f32x4(t), v128.load64_splat(law.terms));
  let at = law.terms + ((law.termCount as usize) << 3);
  let sum = v128.load64_splat(at);
  for (at -= 8; at > law.terms; at -= 8) sum = f64x2.add(f64x2.mul(sum, x), v128.load64_splat(at));
  return f32x4.demote_f64x2_zero(sum);
}

/** max(0, the polynomial); NaN is not above 0. */
@inline
function polynomial(law: Law, t: v128): v128 {
  const zero = f32x4.splat(0);
  if (law.termCount == 0) return zero;
  const low = horner(law, t);
  const high = horner(law, v128.shuffle<i32>(t, t, 2, 3, 2, 3));
  const sum = v128.shuffle<i64>(low, high, 0, 2);
  return v128.and(sum, f32x4.gt(sum, zero));
}

/** Conductances of four cells with targets t and numbers z. */
@inline
function programmed(law: Law, kind: i32, a: v128, b: v128, c: v128, t: v128, z: v128): v128 {
  if (kind == ADDITIVE) return f32x4.add(t, f32x4.mul(a, z));
  if (kind == PROPORTIONAL) return f32x4.add(t, f32x4.mul(f32x4.mul(a, t), z));
  if (kind == LOGNORMAL)
    return f32x4.mul(t, exp32(f32x4.sub(f32x4.mul(a, z), b)));
  if (kind == RESISTANCE) {
    // a = s at R_on, b = slope, c = G_on
    const rise = f32x4.sub(f32x4.div(c, t), f32x4.splat(1));
    const s = f32x4.add(a, f32x4.mul(b, rise));
    const half = f32x4.mul(f32x4.mul(s, s), f32x4.splat(0.5));
    return f32x4.mul(t, exp32(f32x4.sub(half, f32x4.mul(s, z))));
  }
  if (kind == POLYNOMIAL) return f32x4.add(t, f32x4.mul(polynomial(law, t), z));
  if (kind == SATURATING) {
    // a = limit / V, b = V / (2 at)
    const h = tanh32(f32x4.mul(b, t));
    const share = f32x4.div(f32x4.mul(f32x4.splat(2), h), f32x4.add(f32x4.splat(1), h));
    return f32x4.add(t, f32x4.mul(f32x4.mul(a, share), z));
  }
  return t;
}

/** g < low ? low : g > high ? high : g; low <= high. */
@inline
function clipped(low: v128, high: v128, g: v128): v128 {
  return f32x4.pmax(f32x4.pmin(g, high), low);
}

@inline
function spread(z: v128): v128 {
  return f32x4.sub(f32x4.mul(f32x4.splat(2), z), f32x4.splat(1));
}

/** One law over the cells [values, end), whole vectors; the loops of every kind are compiled apart. */
@inline
function over(law: Law, kind: i32, values: usize, end: usize, random: usize): void {
  const clip = law.clip != 0;
  const both = law.bothSides != 0;
  const a = f32x4.splat(law.a);
  const b = f32x4.splat(law.b);
  const c = f32x4.splat(law.c);
  const low = f32x4.splat(law.low);
  const high = f32x4.splat(law.high);
  for (let at = values, from = random; at < end; at += 16, from += 16) {
    let z = v128.load(from);
    if (both) z = spread(z);
    let g = programmed(law, kind, a, b, c, v128.load(at), z);
    if (clip) g = clipped(low, high, g);
    v128.store(at, g);
  }
}

/** The segment [T_j, T_j+1] that holds a target, in bytes; without branches, which targets in any order would mispredict. */
function segmentOf(law: Law, t: f64): usize {
  let low = law.targets;
  for (let left = law.targetCount - 1; left > 1; ) {
    const half = left >> 1;
    const step = (half as usize) << 3;
    low += step & -((load<f64>(low + step) <= t) as usize);
    left -= half;
  }
  return low - law.targets;
}

@inline
function between(values: usize, share: f64): f32 {
  const below = load<f64>(values);
  return (below + (load<f64>(values, 8) - below) * share) as f32;
}

/** Linear interpolation at u of the sorted residuals of a target. */
@inline
function quantile(law: Law, begin: usize, u: f64): f64 {
  const first = load<u32>(begin);
  const count = load<u32>(begin, 4) - first;
  const sorted = law.residuals + ((first as usize) << 3);
  if (count == 1) return load<f64>(sorted);
  const position = ((count - 1) as f64) * u;
  const whole = min(position as u32, count - 2);
  const at = sorted + ((whole as usize) << 3);
  const below = load<f64>(at);
  return below + (load<f64>(at, 8) - below) * (position - (whole as f64));
}

@inline
function measured(law: Law, t: f32, number: f32): f32 {
  const j = segmentOf(law, t);
  const target = load<f64>(law.targets + j);
  const part = (t - target) / (load<f64>(law.targets + j, 8) - target);
  const share: f64 = part < 0 ? 0 : part > 1 ? 1 : part;
  if (law.kind == MOMENTS) return t + between(law.shifts + j, share) + between(law.sigmas + j, share) * number;
  const begin = law.begin + (j >> 1);
  const below = quantile(law, begin, number);
  const above = quantile(law, begin + 4, number);
  return t + ((below + (above - below) * share) as f32);
}

function overTable(law: Law, values: usize, end: usize, random: usize): void {
  for (let at = values, from = random; at < end; at += 4, from += 4) {
    const g = measured(law, load<f32>(at), load<f32>(from));
    store<f32>(at, !law.clip ? g : g < law.low ? law.low : g > law.high ? law.high : g);
  }
}

/** Turns targets into conductances in place. */
export function applyLaw(law: Law, values: usize, end: usize, random: usize): void {
  switch (law.kind) {
    case EXACT:
      return over(law, EXACT, values, end, random);
    case ADDITIVE:
      return over(law, ADDITIVE, values, end, random);
    case PROPORTIONAL:
      return over(law, PROPORTIONAL, values, end, random);
    case LOGNORMAL:
      return over(law, LOGNORMAL, values, end, random);
    case RESISTANCE:
      return over(law, RESISTANCE, values, end, random);
    case POLYNOMIAL:
      return over(law, POLYNOMIAL, values, end, random);
    case SATURATING:
      return over(law, SATURATING, values, end, random);
    default:
      overTable(law, values, end, random);
  }
}

/** A uniform at most `onAtMost` puts a cell at `on`, else one above `offAbove` puts it at `off`. */
export function applyStuck(law: Law, values: usize, end: usize, random: usize): void {
  const onAtMost = f32x4.splat(law.onAtMost);
  const offAbove = f32x4.splat(law.offAbove);
  const on = f32x4.splat(law.on);
  const off = f32x4.splat(law.off);
  for (let at = values, from = random; at < end; at += 16, from += 16) {
    const u = v128.load(from);
    const kept = v128.bitselect(off, v128.load(at), f32x4.gt(u, offAbove));
    v128.store(at, v128.bitselect(on, kept, f32x4.le(u, onAtMost)));
  }
}
