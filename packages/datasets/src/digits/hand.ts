import type { Key } from '@kirchhoff/random';
import { fold, normals, uniforms } from '@kirchhoff/random';

const { floor, max, min } = Math;

const GRID = 4;
const UNIFORMS = 24;

/** How one image is written: everything random about it but its noise. Lengths in pixels unless said otherwise. */
export interface Hand {
  /** Chooses the way of writing, 0 to 1. */
  readonly variant: number;
  /** Box to pixels: x' = a x + b y + c, y' = d x + e y + f, from the centre of the box, for a box of width 1. */
  readonly affine: readonly [number, number, number, number, number, number];
  /** Displacements of a 4 × 4 grid over the box, in box units, x then y [32]. */
  readonly bend: Float32Array;
  /** Half the width of the stroke. */
  readonly radius: number;
  /** Width of the stroke's edge from full ink to none. */
  readonly softness: number;
  /** Share of each neighbour in the blur, 0 to 0.25. */
  readonly blur: number;
  /** Ink and paper, 0 to 1. */
  readonly ink: number;
  readonly paper: number;
  /** Standard deviation of the noise of a pixel, 0 to 1. */
  readonly noise: number;
  /** Dots: x, y, radius in turn. */
  readonly specks: readonly number[];
}

const uniform = new Float32Array(UNIFORMS);

const range = (index: number, low: number, high: number): number => low + (high - low) * uniform[index];

/** Rotation by twice the arc tangent of `half`, after a shear; rational, so that no sine is needed. */
function affine(): Hand['affine'] {
  const half = range(1, -0.15, 0.15);
  const norm = 1 + half * half;
  const cosine = (1 - half * half) / norm;
  const sine = (2 * half) / norm;
  const shear = range(2, -0.3, 0.15);
  const height = range(3, 15.5, 21.5);
  const width = height * range(4, 0.8, 1.25);
  const [a, b, d, e] = [
    width * cosine,
    height * (shear * cosine - sine),
    width * sine,
    height * (shear * sine + cosine),
  ];
  return [a, b, 13.5 + range(5, -2.7, 2.7), d, e, 13.5 + range(6, -2.2, 2.2)];
}

function specks(): readonly number[] {
  const count = floor(range(13, 0, 2.6));
  return Array.from({ length: 3 * count }, (_, i) =>
    i % 3 === 2 ? range(14 + i, 0.3, 0.9) : range(14 + i, 0, 27),
  );
}

/** Displacement of a grid point, as a share of the box: 0.032 at one standard deviation. */
const BEND = 0.032;

export function drawHand(image: Key): Hand {
  uniforms(fold(image, 'hand'), UNIFORMS, uniform);
  const bend = new Float32Array(2 * GRID * GRID);
  normals(fold(image, 'bend'), bend.length, bend);
  for (let i = 0; i < bend.length; i++) bend[i] *= BEND;
  return {
    variant: 1 - uniform[0],
    affine: affine(),
    bend,
    radius: range(7, 1.1, 1.9),
    softness: range(8, 0.8, 1.6),
    blur: range(9, 0, 0.2),
    ink: range(10, 0.7, 1),
    paper: range(11, 0, 0.08),
    noise: range(12, 0.01, 0.045),
    specks: specks(),
  };
}

/** Displacement in box units at (x, y) of the box: bilinear between the grid's points. */
export function bendAt(bend: Float32Array, x: number, y: number, axis: 0 | 1): number {
  const u = min(max(x, 0), 1) * (GRID - 1);
  const v = min(max(y, 0), 1) * (GRID - 1);
  const column = min(floor(u), GRID - 2);
  const row = min(floor(v), GRID - 2);
  const at = axis * GRID * GRID + row * GRID + column;
  const top = bend[at] + (bend[at + 1] - bend[at]) * (u - column);
  const bottom = bend[at + GRID] + (bend[at + GRID + 1] - bend[at + GRID]) * (u - column);
  return top + (bottom - top) * (v - row);
}
