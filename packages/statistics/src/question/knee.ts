/**
 * Index of the knee of a frontier, ascending in x: the point farthest from the chord between its ends, both axes scaled to 0 to 1
 * (Satopaa et al. 2011). Undefined for fewer than three points, or where none stands out from the chord.
 */
export function knee(points: readonly { readonly x: number; readonly y: number }[]): number | undefined {
  const [first, last] = [points[0], points.at(-1)];
  if (points.length < 3 || first === undefined || last === undefined) return undefined;
  const width = last.x - first.x;
  const height = last.y - first.y;
  if (width === 0 || height === 0) return undefined;
  const above = points.map(({ x, y }) => (y - first.y) / height - (x - first.x) / width);
  const best = above.reduce((found, value, index) => (value > above[found] + 1e-12 ? index : found), 0);
  return above[best] > 1e-12 ? best : undefined;
}
