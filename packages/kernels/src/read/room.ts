/** What reads of this thread keep memory for, one call at a time. */
type Piece = 'decoded references' | 'values of column tiles' | 'sums of a drive' | 'sums of a slice';

const kept = new Map<Piece, Float32Array>();

/** `count` floats with whatever stands in them; the next room for the same piece is the same memory. */
export function room(piece: Piece, count: number): Float32Array {
  const before = kept.get(piece);
  if (before !== undefined && before.length >= count) return before.subarray(0, count);
  const made = new Float32Array(count);
  kept.set(piece, made);
  return made;
}
