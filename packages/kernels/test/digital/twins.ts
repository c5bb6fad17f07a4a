import type { ImageShape, Window } from '../../src/digital/window.js';

/** A pixel of an image, undefined outside it. */
export function pixel(
  input: ArrayLike<number>,
  shape: ImageShape,
  [image, y, x, channel]: readonly [number, number, number, number],
): number | undefined {
  if (y < 0 || x < 0 || y >= shape.height || x >= shape.width) return undefined;
  return input[((image * shape.height + y) * shape.width + x) * shape.channels + channel];
}

/** The pixels of one channel under one window, row by row; undefined in the padding. */
export function under(
  input: ArrayLike<number>,
  shape: ImageShape,
  window: Window,
  [image, row, column, channel]: readonly [number, number, number, number],
): readonly (number | undefined)[] {
  const { size, stride, padding, dilation = [1, 1] } = window;
  return Array.from({ length: size[0] * size[1] }, (_, tap) => {
    const y = row * stride[0] - padding[0] + Math.floor(tap / size[1]) * dilation[0];
    const x = column * stride[1] - padding[2] + (tap % size[1]) * dilation[1];
    return pixel(input, shape, [image, y, x, channel]);
  });
}

export const positionsOf = (extent: number, before: number, after: number, reach: number, stride: number) => {
  let count = 0;
  for (let at = -before; at + reach <= extent + after; at += stride) count++;
  return count;
};

export interface Filters {
  readonly weights: Float32Array;
  readonly bias: Float32Array;
  readonly groups: number;
  readonly outputs: number;
}

/** Convolution in float64 by its definition; weights [height x width x channels of a group x outputs]. */
export function convolutionTwin(
  input: ArrayLike<number>,
  images: number,
  shape: ImageShape,
  window: Window,
  filters: Filters,
): number[] {
  const { weights, bias, groups, outputs } = filters;
  const { size, stride, padding, dilation = [1, 1] } = window;
  const channels = shape.channels / groups;
  const rows = positionsOf(shape.height, padding[0], padding[1], (size[0] - 1) * dilation[0] + 1, stride[0]);
  const columns = positionsOf(
    shape.width,
    padding[2],
    padding[3],
    (size[1] - 1) * dilation[1] + 1,
    stride[1],
  );
  const out: number[] = [];
  for (let image = 0; image < images; image++)
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++)
        for (let output = 0; output < outputs; output++) {
          const group = Math.floor((output * groups) / outputs);
          let sum = bias[output];
          for (let channel = 0; channel < channels; channel++)
            under(input, shape, window, [image, row, column, group * channels + channel]).forEach(
              (value, tap) => (sum += (value ?? 0) * weights[(tap * channels + channel) * outputs + output]),
            );
          out.push(sum);
        }
  return out;
}

/** Largest absolute difference, as a share of the largest expected value. */
export function distance(got: ArrayLike<number>, expected: readonly number[]): number {
  expect(got.length).toBe(expected.length);
  const scale = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-30);
  return expected.reduce((most, value, i) => Math.max(most, Math.abs(got[i] - value) / scale), 0);
}
