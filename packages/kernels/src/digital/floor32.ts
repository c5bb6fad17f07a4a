/** The largest float32 that is at most a number that is not negative: float32 values compare with both alike. */
export function floor32(value: number): number {
  const nearest = Math.fround(value);
  if (nearest <= value) return nearest;
  const bits = new Int32Array(Float32Array.of(nearest).buffer);
  bits[0] -= 1;
  return new Float32Array(bits.buffer)[0];
}
