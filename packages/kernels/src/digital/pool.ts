import { sizeOf, tapsInside, windowPositions } from './window.js';
import type { ImageShape, Window } from './window.js';

/** The taps of a window that lie inside the image, and the distances between them in the input. */
interface Taps {
  readonly rows: readonly [number, number];
  readonly columns: readonly [number, number];
  readonly rowStep: number;
  readonly columnStep: number;
  readonly channels: number;
}

/**
 * Reduces the taps around `from`, the index of the window's first pixel, perhaps outside the image, to the channels of
 * one position: `out` from `to` on.
 */
type Reduce = (input: Float32Array, from: number, taps: Taps, out: Float32Array, to: number) => void;

interface Pooling {
  readonly input: Float32Array;
  readonly shape: ImageShape;
  readonly window: Window;
}

function pool({ input, shape, window }: Pooling, out: Float32Array, reduce: Reduce): void {
  const { size, stride, padding, dilation = [1, 1] } = window;
  const { height, width, channels } = shape;
  const positions = windowPositions(shape, window);
  const [rowStep, columnStep] = [dilation[0] * width * channels, dilation[1] * channels];
  const images = input.length / sizeOf(shape);
  let at = 0;
  for (let line = 0; line < images * positions.height; line++) {
    const image = Math.floor(line / positions.height);
    const top = (line - image * positions.height) * stride[0] - padding[0];
    const rows = tapsInside(top, size[0], dilation[0], height);
    for (let x = 0; x < positions.width; x++) {
      const left = x * stride[1] - padding[2];
      const taps = {
        rows,
        columns: tapsInside(left, size[1], dilation[1], width),
        rowStep,
        columnStep,
        channels,
      };
      const origin = ((image * height + top) * width + left) * channels;
      reduce(input, origin, taps, out, at);
      at += channels;
    }
  }
}

const { fround } = Math;

const largest: Reduce = (input, from, { rows, columns, rowStep, columnStep, channels }, out, to) => {
  const empty = rows[0] === rows[1] || columns[0] === columns[1];
  out.fill(empty ? 0 : -Infinity, to, to + channels);
  for (let row = rows[0]; row < rows[1]; row++)
    for (let column = columns[0]; column < columns[1]; column++) {
      const tap = from + row * rowStep + column * columnStep;
      for (let c = 0; c < channels; c++) {
        const value = input[tap + c];
        if (value > out[to + c] || Number.isNaN(value)) out[to + c] = value;
      }
    }
};

const mean: Reduce = (input, from, { rows, columns, rowStep, columnStep, channels }, out, to) => {
  const count = (rows[1] - rows[0]) * (columns[1] - columns[0]);
  out.fill(0, to, to + channels);
  for (let row = rows[0]; row < rows[1]; row++)
    for (let column = columns[0]; column < columns[1]; column++) {
      const tap = from + row * rowStep + column * columnStep;
      for (let c = 0; c < channels; c++) out[to + c] = out[to + c] + input[tap + c];
    }
  if (count > 0) for (let c = 0; c < channels; c++) out[to + c] = out[to + c] / count;
};

/** Largest pixel of each window and channel, the first of equals, padding left out; 0 for a window of padding alone. Every image of `input`. */
export function maxPool(input: Float32Array, shape: ImageShape, window: Window, out: Float32Array): void {
  pool({ input, shape, window }, out, largest);
}

/** fround(sum / count) of the pixels inside the image, summed in float32 row by row; 0 for a window of padding alone. */
export function averagePool(input: Float32Array, shape: ImageShape, window: Window, out: Float32Array): void {
  pool({ input, shape, window }, out, mean);
}

/** out [images x channels] = fround(sum / pixels), summed in float32 over the pixels in order. */
export function globalAveragePool(input: Float32Array, shape: ImageShape, out: Float32Array): void {
  const { height, width, channels } = shape;
  const pixels = height * width;
  const images = input.length / sizeOf(shape);
  for (let image = 0; image < images; image++) {
    const first = image * pixels * channels;
    for (let channel = 0; channel < channels; channel++) {
      let sum = 0;
      for (let at = first + channel; at < first + pixels * channels; at += channels)
        sum = fround(sum + input[at]);
      out[image * channels + channel] = sum / pixels;
    }
  }
}
