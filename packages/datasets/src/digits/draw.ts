import type { Key } from '@kirchhoff/random';
import { fold, key, normals, permutation } from '@kirchhoff/random';
import type { ImageSet } from '../dataset.js';
import { segmentsOf } from './curve.js';
import { GLYPHS } from './glyphs.js';
import { drawHand } from './hand.js';
import { render, SIDE } from './render.js';

const PIXELS = SIDE * SIDE;
const CLASSES = 10;
const SEED = 28;

/** Images of each part of `standard.digits`. */
export const DIGIT_COUNTS = { train: 12000, test: 2000 } as const;

export type Part = keyof typeof DIGIT_COUNTS;

const skeletons = GLYPHS.map((variants) =>
  variants.map((glyph) => ({ segments: segmentsOf(glyph), width: glyph.width })),
);

function labelsOf(part: Key, total: number, count: number): Uint8Array {
  const order = permutation(fold(part, 'order'), total);
  return Uint8Array.from(order.subarray(0, count), (index) => index % CLASSES);
}

/**
 * The first `count` images [count, 28, 28, 1] and labels of a part of `standard.digits`: ten balanced classes in random
 * order, the same bytes on every machine. Image i depends on the part and i alone.
 */
export function drawDigits(part: Part, count: number = DIGIT_COUNTS[part]): ImageSet {
  const own = fold(fold(key(SEED), 'standard.digits'), part);
  const labels = labelsOf(own, DIGIT_COUNTS[part], count);
  const images = new Uint8Array(labels.length * PIXELS);
  const noise = new Float32Array(PIXELS);
  for (let i = 0; i < labels.length; i++) {
    const image = fold(own, i);
    const hand = drawHand(image);
    normals(fold(image, 'noise'), PIXELS, noise);
    const variants = skeletons[labels[i]];
    render(variants[Math.floor(hand.variant * variants.length)], hand, noise, images, i * PIXELS);
  }
  return { images, labels, count: labels.length };
}
