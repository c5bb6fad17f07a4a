import { sizeOf } from './window.js';
import type { ImageShape } from './window.js';

/** A border of one value around an image: [top, bottom, left, right], and [before, after] its channels. */
export interface PadShape {
  readonly padding: readonly [number, number, number, number];
  readonly channels: readonly [number, number];
  /** 0 unless given. */
  readonly value?: number;
}

/** Surrounds every image with the value. */
export function pad(
  input: Float32Array,
  shape: ImageShape,
  { padding, channels, value = 0 }: PadShape,
  out: Float32Array,
): void {
  const [top, bottom, left, right] = padding;
  const [before, after] = channels;
  const depth = shape.channels + before + after;
  const row = shape.width * shape.channels;
  const paddedRow = (shape.width + left + right) * depth;
  const padded = (shape.height + top + bottom) * paddedRow;
  const images = input.length / sizeOf(shape);
  out.fill(value, 0, images * padded);
  for (let image = 0; image < images; image++)
    for (let y = 0; y < shape.height; y++) {
      const from = (image * shape.height + y) * row;
      const to = image * padded + (top + y) * paddedRow + left * depth + before;
      if (depth === shape.channels) out.set(input.subarray(from, from + row), to);
      else
        for (let i = 0; i < row; i++)
          out[to + Math.floor(i / shape.channels) * depth + (i % shape.channels)] = input[from + i];
    }
}
