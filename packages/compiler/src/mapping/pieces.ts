/** [first, count] */
export type Piece = [number, number];

/**
 * Cuts `total` in order into pieces of at most `limit`: as even as possible (sizes differ by at most 1, the larger first), or full
 * pieces first (model.md section 3).
 */
export function cut(total: number, limit: number, partition: 'even' | 'fill'): Piece[] {
  const count = Math.ceil(total / limit);
  const pieces: Piece[] = [];
  let first = 0;
  for (let index = 0; index < count; index++) {
    const even = Math.floor(total / count) + (index < total % count ? 1 : 0);
    const size = partition === 'even' ? even : Math.min(limit, total - first);
    pieces.push([first, size]);
    first += size;
  }
  return pieces;
}
