import { copyStrided, type Strided, stridesOf, valuesOf } from './strided.js';

/** What a slice takes along each axis of an image: `count` values, every `step`-th from `start` on, backwards where the step is negative. */
export interface Slice {
  readonly start: readonly number[];
  readonly step: readonly number[];
  readonly count: readonly number[];
}

function rearrange(x: Float32Array, shape: readonly number[], strided: Strided, out: Float32Array): void {
  const [size, width] = [valuesOf(shape), valuesOf(strided.shape)];
  for (let image = 0; image * size < x.length; image++)
    copyStrided(x, image * size, strided, out, image * width);
}

/** The values that a slice takes of every image [images x shape]. */
export function slice(x: Float32Array, shape: readonly number[], taken: Slice, out: Float32Array): void {
  const own = stridesOf(shape);
  const start = taken.start.reduce((sum, from, axis) => sum + from * own[axis], 0);
  const strides = own.map((stride, axis) => stride * taken.step[axis]);
  rearrange(x, shape, { start, strides, shape: taken.count }, out);
}

/** Axis i of every image of `out` is axis `order[i]` of the image [shape]. */
export function transpose(
  x: Float32Array,
  shape: readonly number[],
  order: readonly number[],
  out: Float32Array,
): void {
  const own = stridesOf(shape);
  const strides = order.map((axis) => own[axis]);
  rearrange(x, shape, { start: 0, strides, shape: order.map((axis) => shape[axis]) }, out);
}

/** Values of every image behind each other along an axis; shapes differ along it alone. */
export function concat(
  parts: readonly { readonly values: Float32Array; readonly shape: readonly number[] }[],
  axis: number,
  out: Float32Array,
): void {
  const widths = parts.map(({ shape }) => valuesOf(shape.slice(axis)));
  const whole = widths.reduce((a, b) => a + b, 0);
  let column = 0;
  parts.forEach(({ values }, index) => {
    const width = widths[index];
    for (let row = 0; row * width < values.length; row++)
      out.set(values.subarray(row * width, (row + 1) * width), row * whole + column);
    column += width;
  });
}
