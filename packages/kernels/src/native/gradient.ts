import { demand } from '../products/operands.js';
import type { FilterGradient } from '../products/kernels.js';
import type { Addon } from './addon.js';

/** The gradient of filters by one instruction set of the addon. */
export const filterGradientOf =
  (addon: Addon, technology: number): FilterGradient =>
  (x, dy, dw, shape) => {
    const { images, height, width, inputs, outHeight, outWidth, outputs, size, stride, top, left } = shape;
    demand(x.length >= images * height * width * inputs, 'an array holds all its images');
    demand(dy.length >= images * outHeight * outWidth * outputs, 'every position has its slopes');
    demand(dw.length >= size[0] * size[1] * inputs * outputs, 'the result has its room');
    const sizes = [
      images,
      height,
      width,
      inputs,
      outHeight,
      outWidth,
      outputs,
      ...size,
      ...stride,
      top,
      left,
    ];
    addon.filterGradient(technology, x, dy, dw, Int32Array.from(sizes));
  };
