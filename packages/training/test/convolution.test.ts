import { loadEngine } from '../src/engine.js';
import type { Tensor4D } from '../src/tensorflow.js';

type Sizes = readonly [number, number, number, number];

interface Case {
  readonly x: Sizes;
  readonly filter: Sizes;
  readonly stride: number;
  readonly pad: 'same' | 'valid';
  readonly dilation?: number;
}

const cases: readonly Case[] = [
  { x: [2, 8, 8, 16], filter: [3, 3, 16, 16], stride: 1, pad: 'same' },
  { x: [2, 9, 8, 3], filter: [3, 3, 3, 33], stride: 2, pad: 'same' },
  { x: [2, 8, 8, 16], filter: [1, 1, 16, 32], stride: 2, pad: 'same' },
  { x: [1, 7, 9, 6], filter: [5, 5, 6, 10], stride: 1, pad: 'valid' },
  { x: [3, 9, 8, 4], filter: [3, 2, 4, 7], stride: 1, pad: 'same', dilation: 2 },
  { x: [1, 8, 8, 2], filter: [3, 3, 2, 1], stride: 3, pad: 'valid' },
];

const { fround: f } = Math;

/** Every sum over (row, column, channel) of the window in float32, from 0; zeros around the image. */
function definition(
  { x: [images, height, width, channels], filter: [rows, columns, , outputs], ...how }: Case,
  x: Float32Array,
  filter: Float32Array,
  [outHeight, outWidth]: readonly [number, number],
): Float32Array {
  const { stride, pad, dilation = 1 } = how;
  const before = (size: number, places: number, taps: number): number =>
    pad === 'valid'
      ? 0
      : Math.floor(Math.max((places - 1) * stride + (taps - 1) * dilation + 1 - size, 0) / 2);
  const [top, left] = [before(height, outHeight, rows), before(width, outWidth, columns)];
  const out = new Float32Array(images * outHeight * outWidth * outputs);
  for (let at = 0; at < out.length; at++) {
    const place = Math.floor(at / outputs);
    const image = Math.floor(place / outWidth / outHeight);
    for (let k = 0; k < rows * columns * channels; k++) {
      const tap = Math.floor(k / channels);
      const y =
        (Math.floor(place / outWidth) % outHeight) * stride + Math.floor(tap / columns) * dilation - top;
      const column = (place % outWidth) * stride + (tap % columns) * dilation - left;
      const inside = y >= 0 && y < height && column >= 0 && column < width;
      const value = inside ? x[((image * height + y) * width + column) * channels + (k % channels)]! : 0;
      out[at] = f(out[at]! + f(value * filter[k * outputs + (at % outputs)]!));
    }
  }
  return out;
}

const wave = (count: number, pace: number): Float32Array =>
  Float32Array.from({ length: count }, (_, i) => Math.sin(pace * i) * 1.7);

it.each(cases)('the WebAssembly engine convolves by the definition, to the bit: %j', async (each) => {
  const { tf } = (await loadEngine('wasm')).engine;
  const size = (sizes: Sizes): number => sizes.reduce((product, one) => product * one, 1);
  const [values, weights] = [wave(size(each.x), 0.7), wave(size(each.filter), 1.3)];
  const [x, filter] = [tf.tensor4d(values, [...each.x]), tf.tensor4d(weights, [...each.filter])];
  const { stride, pad, dilation = 1 } = each;
  const result = tf.conv2d(x, filter, stride, pad, 'NHWC', dilation) as Tensor4D;
  const [, height, width] = result.shape;
  expect(result.dataSync()).toEqual(definition(each, values, weights, [height, width]));
});
