import { stridesOf, valuesOf } from './strided.js';

/** Mean of every image over `axes`: fround(sum / count), the sum in float32 over the values in order. */
export function mean(
  x: Float32Array,
  shape: readonly number[],
  axes: readonly number[],
  out: Float32Array,
): void {
  const kept = shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
  const strides = stridesOf(kept).map((stride, axis) => (axes.includes(axis) ? 0 : stride));
  const [size, width] = [valuesOf(shape), valuesOf(kept)];
  const own = stridesOf(shape);
  const places = Int32Array.from({ length: size }, (_, i) =>
    shape.reduce((place, extent, axis) => place + (Math.floor(i / own[axis]) % extent) * strides[axis], 0),
  );
  const images = x.length / size;
  out.fill(0, 0, images * width);
  for (let image = 0; image < images; image++)
    for (let i = 0; i < size; i++) {
      const to = image * width + places[i];
      out[to] = out[to] + x[image * size + i];
    }
  const count = size / width;
  for (let i = 0; i < images * width; i++) out[i] = out[i] / count;
}
