/** One float32 and its bits, for reinterpretation; written and read within one expression, never kept. */
export const single = new Float32Array(1);

/** The same four bytes as {@link single}, as an integer. */
export const singleBits = new Int32Array(single.buffer);

/** The float32 nearest to a decimal constant. */
export const f = Math.fround;
