import type { ConvolutionShape } from '@kirchhoff/kernels';
import type { Tensor4D, Tensorflow } from '../tensorflow.js';

/** dy with zeros between its rows and columns, as far apart as the stride. */
function dilated(tf: Tensorflow, dy: Tensor4D, [down, right]: readonly [number, number]): Tensor4D {
  if (down === 1 && right === 1) return dy;
  const [images, height, width, channels] = dy.shape;
  const spread = tf.pad(tf.reshape(dy, [images, height, 1, width, 1, channels]), [
    [0, 0],
    [0, 0],
    [0, down - 1],
    [0, 0],
    [0, right - 1],
    [0, 0],
  ]);
  const whole = tf.reshape(spread, [images, height * down, width * right, channels]) as Tensor4D;
  const [last, end] = [(height - 1) * down + 1, (width - 1) * right + 1];
  return tf.slice(whole, [0, 0, 0, 0], [images, last, end, channels]);
}

/**
 * Gradient of a convolution with respect to its input: the convolution of dy, dilated by the stride, with the turned filter. tfjs 4.22's
 * own kernel is a plain loop; its convolution is not.
 */
export function inputGradient(
  tf: Tensorflow,
  dy: Tensor4D,
  filter: Tensor4D,
  { height, width, size, stride, top, left }: ConvolutionShape,
): Tensor4D {
  const turned = tf.transpose(tf.reverse(filter, [0, 1]), [0, 1, 3, 2]);
  const spread = dilated(tf, dy, stride);
  const [above, before] = [size[0] - 1 - top, size[1] - 1 - left];
  const padded = tf.pad(spread, [
    [0, 0],
    [above, height + size[0] - 1 - above - spread.shape[1]],
    [before, width + size[1] - 1 - before - spread.shape[2]],
    [0, 0],
  ]);
  return tf.conv2d(padded, turned, 1, 'valid');
}
