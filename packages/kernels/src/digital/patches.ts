import { sizeOf, tapsInside, windowPositions } from './window.js';
import type { ImageShape, Window } from './window.js';

/** Some of the positions of a convolution over a batch of images. */
export interface PatchesCall {
  /** [images x height x width x channels] */
  readonly input: Float32Array;
  readonly shape: ImageShape;
  readonly window: Window;
  /** Positions are counted over (image, output row, output column). */
  readonly first: number;
  readonly count: number;
  /** [count x K], K in the order (channel, window row, window column); the channels of a group lie side by side. */
  readonly out: Float32Array;
}

/** Distance of each of the K inputs of a patch from the first pixel of its window. */
function distances(shape: ImageShape, window: Window): Int32Array {
  const [height, width] = window.size;
  const [down, across] = window.dilation ?? [1, 1];
  const taps = height * width;
  return Int32Array.from({ length: taps * shape.channels }, (_, k) => {
    const channel = Math.floor(k / taps);
    const row = Math.floor((k - channel * taps) / width);
    const column = k - channel * taps - row * width;
    return (row * down * shape.width + column * across) * shape.channels + channel;
  });
}

/** Where one window lies: its first pixel, perhaps outside the image. */
interface Place {
  /** Index of that pixel in the input. */
  readonly origin: number;
  readonly top: number;
  readonly left: number;
}

/** A window that reaches over the border. */
function fillBorder(call: PatchesCall, { origin, top, left }: Place, offsets: Int32Array, to: number): void {
  const { input, shape, window, out } = call;
  const [height, width] = window.size;
  const [down, across] = window.dilation ?? [1, 1];
  const rows = tapsInside(top, height, down, shape.height);
  const columns = tapsInside(left, width, across, shape.width);
  out.fill(0, to, to + offsets.length);
  for (let first = 0; first < offsets.length; first += height * width)
    for (let row = rows[0]; row < rows[1]; row++)
      for (let column = columns[0]; column < columns[1]; column++) {
        const k = first + row * width + column;
        out[to + k] = input[origin + offsets[k]];
      }
}

/**
 * The rows of a convolution's matrix product at `count` positions from `first` on, so that a caller bounds its memory;
 * pixels outside the image are +0.
 */
export function fillPatches(call: PatchesCall): void {
  const { input, shape, window, first, count, out } = call;
  const { size, stride, padding, dilation = [1, 1] } = window;
  const positions = windowPositions(shape, window);
  const perImage = positions.height * positions.width;
  const offsets = distances(shape, window);
  const inputs = offsets.length;
  const lastTop = shape.height - 1 - (size[0] - 1) * dilation[0];
  const lastLeft = shape.width - 1 - (size[1] - 1) * dilation[1];
  for (let p = 0; p < count; p++) {
    const image = Math.floor((first + p) / perImage);
    const place = first + p - image * perImage;
    const row = Math.floor(place / positions.width);
    const top = row * stride[0] - padding[0];
    const left = (place - row * positions.width) * stride[1] - padding[2];
    const origin = image * sizeOf(shape) + (top * shape.width + left) * shape.channels;
    const to = p * inputs;
    if (top < 0 || left < 0 || top > lastTop || left > lastLeft)
      fillBorder(call, { origin, top, left }, offsets, to);
    else for (let k = 0; k < inputs; k++) out[to + k] = input[origin + offsets[k]];
  }
}
