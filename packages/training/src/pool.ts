import type { PlanNode } from '@kirchhoff/plan';
import { isSame } from './same.js';
import type { Tensor, Tensor4D, Tensorflow } from './tensorflow.js';

type Padding = readonly [number, number, number, number] | readonly number[];

/** Adds rows and columns [top, bottom, left, right] of a constant. */
export function padSpatial(tf: Tensorflow, x: Tensor4D, padding: Padding, value: number): Tensor4D {
  const [top, bottom, left, right] = padding as [number, number, number, number];
  if (top + bottom + left + right === 0) return x;
  return tf.pad(
    x,
    [
      [0, 0],
      [top, bottom],
      [left, right],
      [0, 0],
    ],
    value,
  );
}

/** Maximum or average over windows; padding takes no part in either. */
export function applyPool(
  tf: Tensorflow,
  node: Extract<PlanNode, { op: 'max_pool' | 'average_pool' }>,
  x: Tensor4D,
): Tensor {
  const size = node.size as [number, number];
  const stride = node.stride as [number, number];
  const padded = node.padding.some((count) => count > 0);
  const pad = padded && isSame(node, x) ? 'same' : 'valid';
  if (node.op === 'max_pool') {
    const lowest = -3.4e38;
    return tf.maxPool(pad === 'same' ? x : padSpatial(tf, x, node.padding, lowest), size, stride, pad);
  }
  if (!padded || pad === 'same') return tf.avgPool(x, size, stride, pad);
  const sum = tf.avgPool(padSpatial(tf, x, node.padding, 0), size, stride, 'valid');
  const share = tf.avgPool(padSpatial(tf, tf.onesLike(x), node.padding, 0), size, stride, 'valid');
  return tf.div(sum, share);
}
