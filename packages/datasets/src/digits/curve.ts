import type { Glyph, Stroke } from './glyphs.js';

const PIECES = 5;

/** Line segments of a glyph in its box, x and y from 0 to 1: [x0, y0, x1, y1] in turn. */
export type Segments = Float64Array;

/** Point at `t` of the uniform Catmull-Rom spline between b and c (Catmull and Rom 1974). */
function between(a: number, b: number, c: number, d: number, t: number): number {
  const cubic = ((3 * (b - c) + d - a) * t + (2 * a - 5 * b + 4 * c - d)) * t + (c - a);
  return 0.5 * (cubic * t) + b;
}

function corners({ points }: Stroke): readonly number[] {
  const path: number[] = [];
  for (let i = 0; i < points.length - 2; i += 2)
    for (let piece = 0; piece < PIECES; piece++)
      for (const axis of [i, i + 1])
        path.push(points[axis] + ((points[axis + 2] - points[axis]) * piece) / PIECES);
  return [...path, ...points.slice(-2)];
}

function curve({ points }: Stroke): readonly number[] {
  const last = points.length - 2;
  const closed = points[0] === points[last] && points[1] === points[last + 1];
  const at = (index: number, axis: number): number => {
    if (index < 0) return points[(closed ? last - 2 : 0) + axis];
    return points[(index > last ? (closed ? 2 : last) : index) + axis];
  };
  const path: number[] = [];
  for (let i = 0; i < last; i += 2)
    for (let piece = 0; piece < PIECES; piece++)
      for (const axis of [0, 1])
        path.push(between(at(i - 2, axis), at(i, axis), at(i + 2, axis), at(i + 4, axis), piece / PIECES));
  return [...path, points[last], points[last + 1]];
}

/** A glyph cut into short straight segments. */
export function segmentsOf({ strokes }: Glyph): Segments {
  const segments = strokes.flatMap((stroke) => {
    const path = stroke.curved ? curve(stroke) : corners(stroke);
    const own: number[] = [];
    for (let i = 0; i + 3 < path.length; i += 2)
      own.push(...path.slice(i, i + 4).map((value) => value / 100));
    return own;
  });
  return Float64Array.from(segments);
}
