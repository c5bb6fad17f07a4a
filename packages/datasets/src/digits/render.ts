import type { Segments } from './curve.js';
import type { Hand } from './hand.js';
import { bendAt } from './hand.js';

const { floor, max, min, sqrt } = Math;

/** Pixels along one side of an image. */
export const SIDE = 28;
const PIXELS = SIDE * SIDE;
const FAR = 1e9;

const squared = new Float64Array(PIXELS);
const ink = new Float64Array(PIXELS);
const row = new Float64Array(PIXELS);

/** Segments of a glyph in pixels, bent and placed by the hand. */
function place(segments: Segments, width: number, hand: Hand): Float64Array {
  const [a, b, c, d, e, f] = hand.affine;
  const placed = new Float64Array(segments.length);
  for (let i = 0; i < segments.length; i += 2) {
    const x = (segments[i] - 0.5 + bendAt(hand.bend, segments[i], segments[i + 1], 0)) * width;
    const y = segments[i + 1] - 0.5 + bendAt(hand.bend, segments[i], segments[i + 1], 1);
    placed[i] = a * x + b * y + c;
    placed[i + 1] = d * x + e * y + f;
  }
  return placed;
}

const first = (value: number): number => max(0, floor(value));
const last = (value: number): number => min(SIDE - 1, floor(value) + 1);

/** Lowers the squared distance of every pixel within `reach` of the segment from (x, y) to (x + dx, y + dy). */
function approach(x: number, y: number, dx: number, dy: number, reach: number): void {
  const length = dx * dx + dy * dy;
  const right = last(max(x, x + dx) + reach);
  const bottom = last(max(y, y + dy) + reach);
  for (let v = first(min(y, y + dy) - reach); v <= bottom; v++) {
    for (let u = first(min(x, x + dx) - reach); u <= right; u++) {
      const along = length > 0 ? ((u - x) * dx + (v - y) * dy) / length : 0;
      const t = along < 0 ? 0 : along > 1 ? 1 : along;
      const [p, q] = [u - x - t * dx, v - y - t * dy];
      const distance = p * p + q * q;
      if (distance < squared[v * SIDE + u]) squared[v * SIDE + u] = distance;
    }
  }
}

/** Ink of strokes of a radius: 1 inside, 0 outside, linear across the soft edge; the larger of old and new. */
function fillInk(radius: number, softness: number): void {
  const outer = radius + softness / 2;
  for (let i = 0; i < PIXELS; i++) {
    if (squared[i] >= outer * outer) continue;
    const cover = (outer - sqrt(squared[i])) / softness;
    ink[i] = max(ink[i], cover > 1 ? 1 : cover);
  }
}

function speck(x: number, y: number, radius: number, softness: number): void {
  squared.fill(FAR);
  approach(x, y, 0, 0, radius + softness);
  fillInk(radius, softness);
}

/** Three-point blur along rows of `from`, written transposed, so that twice is both directions. */
function blurTransposed(from: Float64Array, to: Float64Array, share: number): void {
  for (let v = 0; v < SIDE; v++) {
    for (let u = 0; u < SIDE; u++) {
      const at = v * SIDE + u;
      const left = u > 0 ? from[at - 1] : 0;
      const right = u < SIDE - 1 ? from[at + 1] : 0;
      to[u * SIDE + v] = (1 - 2 * share) * from[at] + share * (left + right);
    }
  }
}

/** Writes one image, 0 … 255 [28 × 28], to `out` at `offset`; `noise` holds standard normals [784]. */
export function render(
  glyph: { readonly segments: Segments; readonly width: number },
  hand: Hand,
  noise: Float32Array,
  out: Uint8Array,
  offset: number,
): void {
  squared.fill(FAR);
  ink.fill(0);
  const placed = place(glyph.segments, glyph.width, hand);
  for (let i = 0; i < placed.length; i += 4) {
    const [x, y] = [placed[i], placed[i + 1]];
    approach(x, y, placed[i + 2] - x, placed[i + 3] - y, hand.radius + hand.softness);
  }
  fillInk(hand.radius, hand.softness);
  for (let i = 0; i < hand.specks.length; i += 3)
    speck(hand.specks[i], hand.specks[i + 1], hand.specks[i + 2], hand.softness);
  blurTransposed(ink, row, hand.blur);
  blurTransposed(row, ink, hand.blur);
  for (let i = 0; i < PIXELS; i++) {
    const level = hand.paper + (hand.ink - hand.paper) * ink[i] + hand.noise * noise[i];
    out[offset + i] = floor(255 * min(max(level, 0), 1) + 0.5);
  }
}
