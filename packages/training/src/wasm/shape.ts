import type { ConvolutionShape } from '@kirchhoff/kernels';

/** What tfjs says of a convolution. */
export interface Attributes {
  readonly strides: number | [number, number];
  readonly pad: 'valid' | 'same' | number;
}

const pairOf = (value: number | [number, number]): [number, number] =>
  typeof value === 'number' ? [value, value] : value;

/** A convolution of x [images, height, width, inputs] to dy [images, out height, out width, outputs] under a window. */
export function shapeOf(
  x: readonly number[],
  dy: readonly number[],
  size: readonly [number, number],
  { strides, pad }: Attributes,
): ConvolutionShape {
  const [images, height, width, inputs] = x as [number, number, number, number];
  const [, outHeight, outWidth, outputs] = dy as [number, number, number, number];
  const stride = pairOf(strides);
  const before = (axis: 0 | 1): number => {
    if (typeof pad === 'number') return pad;
    if (pad === 'valid') return 0;
    const needed = (dy[axis + 1]! - 1) * stride[axis] + size[axis] - x[axis + 1]!;
    return Math.floor(Math.max(needed, 0) / 2);
  };
  return {
    images,
    height,
    width,
    inputs,
    outHeight,
    outWidth,
    outputs,
    size,
    stride,
    top: before(0),
    left: before(1),
  };
}
