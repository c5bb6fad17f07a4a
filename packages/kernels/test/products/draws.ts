import { fold, key, uniforms } from '@kirchhoff/random';
import type { ConversionTable } from '../../src/products/kernels.js';
import type { Piece } from '../../src/read/geometry.js';

/** What the values of a matrix look like. */
export type Style = 'plain' | 'codes' | 'wild' | 'denormal';

export const STYLES: readonly Style[] = ['plain', 'codes', 'wild', 'denormal'];

const SPECIAL = [0, -0, 1, -1, 1e-45, -1e-45, 1.17549435e-38, 65504, 3e18, -3e18, 1e-30];

const values: Record<Style, (u: number, i: number) => number> = {
  plain: (u) => 2 * u - 1,
  codes: (u) => Math.floor(256 * u),
  wild: (u, i) => (i % 3 === 0 ? SPECIAL[Math.floor(u * (SPECIAL.length - 1e-6))] : (u - 0.5) * 1e6),
  denormal: (u) => (u - 0.5) * 1e-38,
};

function uniform(seed: number, count: number): Float32Array {
  const out = new Float32Array(count);
  uniforms(fold(key(seed), 'draw'), count, out);
  return out;
}

/** `count` float32 numbers from a seed. */
export const draw = (seed: number, count: number, style: Style = 'plain'): Float32Array =>
  uniform(seed, count).map(values[style]);

/** Row groups of `rows` rows. */
export function groupsOf(inputs: number, rows: number): readonly Piece[] {
  return Array.from({ length: Math.ceil(inputs / rows) }, (_, g): Piece => [
    g * rows,
    Math.min(rows, inputs - g * rows),
  ]);
}

/** Pieces of random widths that cover `size`. */
export function cut(seed: number, size: number): readonly Piece[] {
  const pieces: Piece[] = [];
  const widths = uniform(seed, size);
  for (let first = 0, i = 0; first < size; i++) {
    const count = Math.min(size - first, 1 + Math.floor((widths[i] * size) / 3));
    pieces.push([first, count]);
    first += count;
  }
  return pieces;
}

/** A table of converters of `bits` bits around sums of size `scale`; every parameter is its own. */
export function tableOf(
  seed: number,
  strides: readonly [groupStride: number, columnStride: number],
  length: number,
  scale: number,
  bits = 5,
): ConversionTable {
  const [low, gain, step, base] = [0, 1, 2, 3].map((i) => draw(seed + i, length));
  const top = 2 ** (bits - 1) - 1;
  return {
    lowS: low.map((u) => u * scale),
    inv: gain.map((u) => ((1.1 + u) * top) / scale),
    codeMin: low.map((u) => (u > 0 ? 0 : -top)),
    codeMax: new Float32Array(length).fill(top),
    step: step.map((u) => u / top),
    base: base.map((u) => (u > 0 ? u : 0)),
    groupStride: strides[0],
    columnStride: strides[1],
  };
}
