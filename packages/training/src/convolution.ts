import type { ConvNode } from '@kirchhoff/plan';
import { padSpatial } from './pool.js';
import { isSame } from './same.js';
import type { Tensor, Tensor4D, Tensorflow } from './tensorflow.js';

/** A convolution of x [images, height, width, channels in] whose channels all see each other. */
function whole(tf: Tensorflow, node: ConvNode, x: Tensor4D, weights: Tensor4D): Tensor4D {
  const same = isSame(node, x);
  const input = same ? x : padSpatial(tf, x, node.padding, 0);
  const [stride, dilation] = [node.stride, node.dilation];
  return tf.conv2d(input, weights, stride, same ? 'same' : 'valid', 'NHWC', dilation);
}

/** Part of the channels, an axis at the end: [first, first + count). */
const channels = (tf: Tensorflow, x: Tensor4D, first: number, count: number): Tensor4D =>
  tf.slice(x, [0, 0, 0, first], [-1, -1, -1, count]);

/** One channel and one output in each group. */
function depthwise(tf: Tensorflow, node: ConvNode, x: Tensor4D, weights: Tensor4D): Tensor4D {
  const [height, width] = node.size;
  const filter = tf.reshape(weights, [height, width, node.groups, 1]) as Tensor4D;
  const same = isSame(node, x);
  const input = same ? x : padSpatial(tf, x, node.padding, 0);
  return tf.depthwiseConv2d(input, filter, node.stride, same ? 'same' : 'valid', 'NHWC', node.dilation);
}

/**
 * The sums of a convolution, without its bias: weights [height, width, channels of a group, outputs], outputs of a group are
 * neighbours.
 */
export function convolution(tf: Tensorflow, node: ConvNode, x: Tensor4D, weights: Tensor4D): Tensor {
  const { groups, inputChannels, outputChannels } = node;
  if (groups === 1) return whole(tf, node, x, weights);
  if (groups === inputChannels && groups === outputChannels) return depthwise(tf, node, x, weights);
  const inputs = inputChannels / groups;
  const outputs = outputChannels / groups;
  const parts = Array.from({ length: groups }, (_, group) =>
    whole(tf, node, channels(tf, x, group * inputs, inputs), channels(tf, weights, group * outputs, outputs)),
  );
  return tf.concat(parts, 3);
}
