import type { Padding } from '@kirchhoff/model';

/** [top, bottom, left, right] */
export type Border = [number, number, number, number];

/** How a window moves over an image: kernel, step and distance between taps, each [height, width]. */
export interface Window {
  readonly size: readonly number[];
  readonly stride: readonly number[];
  readonly dilation: readonly number[];
}

const extent = (window: Window, axis: 0 | 1): number => (window.size[axis]! - 1) * window.dilation[axis]! + 1;

/** Explicit border of an image [height, width, …]; `same` is TensorFlow's rule: ceil(size / stride) outputs, the odd pixel behind. */
export function borderOf(padding: Padding, window: Window, shape: readonly number[]): Border {
  if (padding === 'valid') return [0, 0, 0, 0];
  if (padding !== 'same') return [padding.value, padding.value, padding.value, padding.value];
  const along = (axis: 0 | 1): [number, number] => {
    const outputs = Math.ceil(shape[axis]! / window.stride[axis]!);
    const needed = Math.max((outputs - 1) * window.stride[axis]! + extent(window, axis) - shape[axis]!, 0);
    return [Math.floor(needed / 2), Math.ceil(needed / 2)];
  };
  return [...along(0), ...along(1)];
}

/** Output [height, width] of a window over a bordered image; 0 or less where the window does not fit. */
export function outputSize(window: Window, border: Border, shape: readonly number[]): [number, number] {
  const along = (axis: 0 | 1): number =>
    Math.floor(
      (shape[axis]! + border[2 * axis]! + border[2 * axis + 1]! - extent(window, axis)) /
        window.stride[axis]!,
    ) + 1;
  return [along(0), along(1)];
}
