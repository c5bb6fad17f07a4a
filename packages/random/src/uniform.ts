const f = Math.fround;

const TWO_MINUS_32 = 2 ** -32;
const TWO_MINUS_33 = 2 ** -33;

/** The float32 in (0, 1] of a 32-bit word: float32(word) · 2⁻³² + 2⁻³³, one rounding each. docs/numerics.md section 4. */
export function uniformOf(word: number): number {
  return f(f(word >>> 0) * TWO_MINUS_32 + TWO_MINUS_33);
}
