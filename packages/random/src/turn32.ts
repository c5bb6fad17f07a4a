const f = Math.fround;

const RADIANS = f(1.4629180792671596e-9);
const S0 = f(-1.9515295891e-4);
const S1 = f(8.3321608736e-3);
const S2 = f(-1.6666654611e-1);
const C0 = f(2.443315711809948e-5);
const C1 = f(-1.388731625493765e-3);
const C2 = f(4.166664568298827e-2);

/** Sine and cosine of the residual angle at [0] and [1], so that a quadrant swaps them by index and not by branch. */
const pair = new Float32Array(2);
const COSINE_SIGN = Float32Array.of(1, -1, -1, 1);
const SINE_SIGN = Float32Array.of(1, 1, -1, -1);

/**
 * Writes radius · cos and radius · sin of the angle 2π · bits / 2³² to `out` at `offset` and `offset + 1`
 * (polynomials of Cephes sinf and cosf on ±π/4; docs/numerics.md section 7).
 */
export function polar32(radius: number, bits: number, out: Float32Array, offset: number): void {
  const quadrant = (bits + 0x20000000) >>> 30;
  const a = f(f((bits - (quadrant << 30)) | 0) * RADIANS);
  const z = f(a * a);
  const s = f(f(f(S0 * z) + S1) * z);
  pair[0] = f(f(f(f(s + S2) * z) * a) + a);
  const c = f(f(f(C0 * z) + C1) * z);
  pair[1] = f(f(f(f(f(c + C2) * z) * z) - 0.5 * z) + 1);
  const odd = quadrant & 1;
  out[offset] = f(radius * COSINE_SIGN[quadrant] * pair[odd ^ 1]);
  out[offset + 1] = f(radius * SINE_SIGN[quadrant] * pair[odd]);
}

const point = new Float32Array(2);

/** Cosine of the fraction bits / 2³² of a turn, `bits` any 32-bit integer; below 1 ulp of 1. docs/numerics.md section 7. */
export function cosTurn32(bits: number): number {
  polar32(1, bits | 0, point, 0);
  return point[0];
}

/** Sine of the fraction bits / 2³² of a turn, `bits` any 32-bit integer; below 1 ulp of 1. docs/numerics.md section 7. */
export function sinTurn32(bits: number): number {
  polar32(1, bits | 0, point, 0);
  return point[1];
}
