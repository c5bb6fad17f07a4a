// The float32 functions of docs/numerics.md sections 4 to 8, operation by operation, on four lanes.

import {
  BIAS,
  C0,
  C1,
  C2,
  E0,
  E1,
  E2,
  E3,
  E4,
  E5,
  EIGHTH_TURN,
  EXP_LEAST,
  EXP_LN2_HIGH,
  EXP_LN2_LOW,
  EXP_MOST,
  EXP_ROUNDER,
  HALF,
  L1,
  L2,
  L3,
  L4,
  LN2_HIGH,
  LN2_LOW,
  LOG2_E,
  MANTISSA,
  MINUS_TWO,
  ONE,
  ONE_LESS_ROOT_HALF,
  RADIANS,
  ROOT_HALF,
  S0,
  S1,
  S2,
  SIGN,
  T0,
  T1,
  T2,
  T3,
  T4,
  TANH_SMALL,
  TWO,
  HIGH_HALF,
  LOW_HALF,
  BOTH_HALVES,
  QUARTER,
  TWO_MINUS_33,
} from './constants';

@inline
function four(constant: usize): v128 {
  return v128.load(constant);
}

/** p x r + term. */
@inline
function step(p: v128, r: v128, term: usize): v128 {
  return f32x4.add(f32x4.mul(p, r), four(term));
}

/**
 * float32(w) x 2^-32 + 2^-33. The halves of w become mantissas: 128 + high x 2^-16 and 2^-9 + low x 2^-32; taking 128 + 2^-9 away is exact,
 * and the sum of both rounds once, as float32(w) does.
 */
@inline
export function uniformOf(words: v128): v128 {
  const high = v128.or(i32x4.shr_u(words, 16), four(HIGH_HALF));
  const low = v128.shuffle<i16>(words, four(LOW_HALF), 0, 9, 2, 11, 4, 13, 6, 15);
  return f32x4.add(f32x4.add(f32x4.sub(high, four(BOTH_HALVES)), low), four(TWO_MINUS_33));
}

/** Natural logarithm of positive normal numbers. */
@inline
export function log32(x: v128): v128 {
  const b = i32x4.add(x, four(ONE_LESS_ROOT_HALF));
  const e = f32x4.convert_i32x4_s(i32x4.sub(i32x4.shr_s(b, 23), four(BIAS)));
  const g = f32x4.sub(i32x4.add(v128.and(b, four(MANTISSA)), four(ROOT_HALF)), four(ONE));
  const s = f32x4.div(g, f32x4.add(four(TWO), g));
  const z = f32x4.mul(s, s);
  const w = f32x4.mul(z, z);
  const even = f32x4.mul(w, step(four(L4), w, L2));
  const odd = f32x4.mul(z, step(four(L3), w, L1));
  const h = f32x4.mul(f32x4.mul(four(HALF), g), g);
  const t = f32x4.mul(s, f32x4.add(h, f32x4.add(odd, even)));
  const low = f32x4.add(t, f32x4.mul(e, four(LN2_LOW)));
  return f32x4.add(f32x4.add(f32x4.sub(low, h), g), f32x4.mul(e, four(LN2_HIGH)));
}

/** sqrt(-2 log u) of a logarithm. */
@inline
export function radiusOf(log: v128): v128 {
  return f32x4.sqrt(f32x4.mul(four(MINUS_TWO), log));
}

@inline
export function exp32(x: v128): v128 {
  // pmin and pmax keep their first operand where a comparison with NaN fails.
  const c = f32x4.pmax(f32x4.pmin(x, four(EXP_MOST)), four(EXP_LEAST));
  const n = f32x4.sub(step(c, four(LOG2_E), EXP_ROUNDER), four(EXP_ROUNDER));
  const r = f32x4.sub(f32x4.sub(c, f32x4.mul(n, four(EXP_LN2_HIGH))), f32x4.mul(n, four(EXP_LN2_LOW)));
  const z = f32x4.mul(r, r);
  let p = step(four(E0), r, E1);
  p = step(p, r, E2);
  p = step(p, r, E3);
  p = step(p, r, E4);
  p = step(p, r, E5);
  const y = f32x4.add(f32x4.add(f32x4.mul(p, z), r), four(ONE));
  const whole = i32x4.trunc_sat_f32x4_s(n);
  const half = i32x4.shr_s(whole, 1);
  const first = i32x4.shl(i32x4.add(half, four(BIAS)), 23);
  const second = i32x4.shl(i32x4.add(i32x4.sub(whole, half), four(BIAS)), 23);
  return f32x4.mul(f32x4.mul(y, first), second);
}

@inline
export function tanh32(x: v128): v128 {
  const a = f32x4.abs(x);
  const z = f32x4.mul(a, a);
  let t = step(four(T0), z, T1);
  t = step(t, z, T2);
  t = step(t, z, T3);
  t = step(t, z, T4);
  const small = f32x4.add(f32x4.mul(f32x4.mul(t, z), a), a);
  const large = f32x4.sub(four(ONE), f32x4.div(four(TWO), f32x4.add(exp32(f32x4.add(a, a)), four(ONE))));
  const magnitude = v128.bitselect(small, large, f32x4.lt(a, four(TANH_SMALL)));
  return v128.bitselect(x, magnitude, four(SIGN));
}

/** Writes radius x cosine and radius x sine of turn / 2^32 of a turn, one vector after the other. */
@inline
export function polar(radius: v128, turn: v128, out: usize): void {
  const shifted = i32x4.add(turn, four(EIGHTH_TURN));
  const d = i32x4.sub(v128.and(shifted, four(QUARTER)), four(EIGHTH_TURN));
  const a = f32x4.mul(f32x4.convert_i32x4_s(d), four(RADIANS));
  const z = f32x4.mul(a, a);
  const s = step(step(four(S0), z, S1), z, S2);
  const sine = f32x4.add(f32x4.mul(f32x4.mul(s, z), a), a);
  const c = step(step(four(C0), z, C1), z, C2);
  const bow = f32x4.sub(f32x4.mul(f32x4.mul(c, z), z), f32x4.mul(four(HALF), z));
  const cosine = f32x4.add(bow, four(ONE));
  // The quarter stands in the two highest bits: sine and cosine change places in 1 and 3; cos is negative in 1 and 2, sin in 2 and 3.
  const lower = i32x4.shl(shifted, 1);
  const other = v128.and(v128.xor(sine, cosine), i32x4.shr_s(lower, 31));
  const cosineSign = v128.and(v128.xor(shifted, lower), four(SIGN));
  const sineSign = v128.and(shifted, four(SIGN));
  v128.store(out, f32x4.mul(radius, v128.xor(v128.xor(cosine, other), cosineSign)));
  v128.store(out, f32x4.mul(radius, v128.xor(v128.xor(sine, other), sineSign)), 16);
}
