const value = new Float64Array(1);
const words = new Int32Array(value.buffer);
const HIGH = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? 1 : 0;

/** Upper 32 bits (sign, exponent, 20 bits of mantissa) of a float64. */
export function highWord(x: number): number {
  value[0] = x;
  return words[HIGH];
}

/** `x` with its upper 32 bits replaced. */
export function withHighWord(x: number, high: number): number {
  value[0] = x;
  words[HIGH] = high;
  return value[0];
}
