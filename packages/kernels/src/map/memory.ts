/** The start of memory that is kept, or new one where there is none or not enough. */
export function memoryOf(kept: Float32Array | undefined, size: number): Float32Array {
  if (kept === undefined || kept.length < size) return new Float32Array(size);
  return kept.length === size ? kept : kept.subarray(0, size);
}
