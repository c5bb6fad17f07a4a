/** [top, bottom, left, right] */
export type Border = readonly [number, number, number, number];
export type Pair = readonly [number, number];

/** How a window moves over an image [height, width, …]. */
export interface WindowShape {
  readonly size: Pair;
  readonly stride: Pair;
  readonly dilation: Pair;
}

/** Pixels from the first to the last of a window along an axis. */
export const reach = ({ size, dilation }: WindowShape, axis: 0 | 1): number =>
  (size[axis] - 1) * dilation[axis] + 1;

/** Border with which ceil(size / stride) windows fit; the odd pixel stands behind unless `before` (TensorFlow's rule, ONNX SAME_UPPER). */
export function sameBorder(window: WindowShape, image: readonly number[], before = false): Border {
  const along = (axis: 0 | 1): Pair => {
    const outputs = Math.ceil(image[axis] / window.stride[axis]);
    const needed = Math.max(0, (outputs - 1) * window.stride[axis] + reach(window, axis) - image[axis]);
    const [less, more] = [Math.floor(needed / 2), Math.ceil(needed / 2)];
    return before ? [more, less] : [less, more];
  };
  return [...along(0), ...along(1)];
}

/** Output [height, width] of a window over a bordered image; 0 or less where it does not fit. */
export function windowOutput(window: WindowShape, border: Border, image: readonly number[]): Pair {
  const along = (axis: 0 | 1): number => {
    const room = image[axis] + border[2 * axis] + border[2 * axis + 1] - reach(window, axis);
    return Math.floor(room / window.stride[axis]) + 1;
  };
  return [along(0), along(1)];
}
