/** Points that differ in their last coordinate only. */
export interface Line {
  /** All coordinates but the last. */
  readonly outer: readonly number[];
  /** Indexes of points, in ascending order of the last coordinate. */
  readonly points: readonly number[];
}

/** The lines of a grid along its last axis, in the order of its points. */
export function linesOf(points: readonly { readonly coordinates: readonly number[] }[]): Line[] {
  const lines = new Map<string, { outer: readonly number[]; points: number[] }>();
  points.forEach(({ coordinates }, index) => {
    const outer = coordinates.slice(0, -1);
    const key = outer.join(' ');
    const line = lines.get(key) ?? { outer, points: [] };
    line.points.push(index);
    lines.set(key, line);
  });
  const last = (index: number): number => points[index].coordinates.at(-1)!;
  return [...lines.values()].map(({ outer, points: own }) => ({
    outer,
    points: own.sort((a, b) => last(a) - last(b)),
  }));
}
