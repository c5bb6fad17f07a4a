import type { ConvolutionShape } from '@kirchhoff/kernels';
import type { Tensor4D, Tensorflow } from '../tensorflow.js';
import { valuesOf } from '../values.js';

/** The filter turned by 180 degrees, its inputs and outputs exchanged: [height, width, outputs, inputs]. */
function turned(tf: Tensorflow, filter: Tensor4D): Tensor4D {
  const [height, width, inputs, outputs] = filter.shape;
  const fill = (out: Float32Array, values?: Float32Array): void => {
    let to = 0;
    for (let tap = height * width - 1; tap >= 0; tap--)
      for (let output = 0; output < outputs; output++)
        for (let from = tap * inputs * outputs + output, input = 0; input < inputs; input++, from += outputs)
          out[to++] = values![from]!;
  };
  return valuesOf(tf).make([height, width, outputs, inputs], [filter], fill) as Tensor4D;
}

/** dy with zeros between its rows and columns, as far apart as the stride, and around: the image whose first value stands at (above, before). */
function spread(
  tf: Tensorflow,
  dy: Tensor4D,
  [above, before]: readonly [number, number],
  { height, width, size, stride }: ConvolutionShape,
): Tensor4D {
  const [images, rows, columns, channels] = dy.shape;
  const [down, right] = [height + size[0] - 1, width + size[1] - 1];
  const fill = (out: Float32Array, slopes?: Float32Array): void => {
    out.fill(0);
    for (let image = 0; image < images; image++)
      for (let row = 0; row < rows; row++)
        for (let column = 0; column < columns; column++) {
          const [y, x] = [above + row * stride[0], before + column * stride[1]];
          if (y < 0 || y >= down || x < 0 || x >= right) continue;
          const from = ((image * rows + row) * columns + column) * channels;
          const to = ((image * down + y) * right + x) * channels;
          for (let channel = 0; channel < channels; channel++) out[to + channel] = slopes![from + channel]!;
        }
  };
  return valuesOf(tf).make([images, down, right, channels], [dy], fill) as Tensor4D;
}

/**
 * Gradient of a convolution with respect to its input: the convolution of dy, dilated by the stride, with the turned filter. tfjs 4.22's
 * own kernel is a plain loop; its convolution is not.
 */
export function inputGradient(
  tf: Tensorflow,
  dy: Tensor4D,
  filter: Tensor4D,
  shape: ConvolutionShape,
): Tensor4D {
  const { height, width, size, stride, top, left } = shape;
  const [above, before] = [size[0] - 1 - top, size[1] - 1 - left];
  const below = height + size[0] - 1 - above - dy.shape[1];
  const after = width + size[1] - 1 - before - dy.shape[2];
  const adjacent = stride[0] === 1 && stride[1] === 1;
  if (adjacent && Math.min(above, below, before, after) >= 0)
    return tf.conv2d(dy, turned(tf, filter), 1, [[0, 0], [above, below], [before, after], [0, 0]]); // prettier-ignore
  return tf.conv2d(spread(tf, dy, [above, before], shape), turned(tf, filter), 1, 'valid');
}
