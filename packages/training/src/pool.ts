import type { PlanNode } from '@kirchhoff/plan';
import { isSame } from './same.js';
import { stridedSlice } from './strided-slice.js';
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

/** A border of the node's value around image and channels. */
export function padImage(tf: Tensorflow, node: Extract<PlanNode, { op: 'pad' }>, x: Tensor4D): Tensor {
  const value = node.value ?? 0;
  return tf.pad(padSpatial(tf, x, node.padding, value), [[0, 0], [0, 0], [0, 0], node.channels], value);
}

type Pooling = Extract<PlanNode, { op: 'max_pool' | 'average_pool' }>;

/** What lies under each tap of a dilated window, reduced two by two. */
function overTaps(
  tf: Tensorflow,
  node: Pooling & { readonly dilation: readonly number[] },
  x: Tensor4D,
  border: number,
  reduce: (a: Tensor, b: Tensor) => Tensor,
): Tensor {
  const padded = padSpatial(tf, x, node.padding, border);
  const [rows, columns] = node.size;
  const taken = Array.from({ length: rows * columns }, (_, tap) => {
    const start = [Math.floor(tap / columns) * node.dilation[0]!, (tap % columns) * node.dilation[1]!, 0];
    return stridedSlice(tf, padded, { start, step: [...node.stride, 1], shape: node.shape });
  });
  return taken.slice(1).reduce(reduce, taken[0]!);
}

/** Maximum or average over dilated windows, which the engine has no gradient for. */
function dilatedPool(
  tf: Tensorflow,
  node: Pooling & { readonly dilation: readonly number[] },
  x: Tensor4D,
): Tensor {
  if (node.op === 'max_pool') return overTaps(tf, node, x, LOWEST, (a, b) => tf.maximum(a, b));
  const sum = (of: Tensor4D): Tensor => overTaps(tf, node, of, 0, (a, b) => tf.add(a, b));
  return tf.div(sum(x), sum(tf.onesLike(x)));
}

/** Below every value of an image. */
const LOWEST = -3.4e38;

/** Maximum or average over windows; padding takes no part in either. */
export function applyPool(tf: Tensorflow, node: Pooling, x: Tensor4D): Tensor {
  const { dilation } = node;
  if (dilation !== undefined) return dilatedPool(tf, { ...node, dilation }, x);
  const size = node.size as [number, number];
  const stride = node.stride as [number, number];
  const padded = node.padding.some((count) => count > 0);
  const pad = padded && isSame(node, x) ? 'same' : 'valid';
  if (node.op === 'max_pool') {
    return tf.maxPool(pad === 'same' ? x : padSpatial(tf, x, node.padding, LOWEST), size, stride, pad);
  }
  if (!padded || pad === 'same') return tf.avgPool(x, size, stride, pad);
  const sum = tf.avgPool(padSpatial(tf, x, node.padding, 0), size, stride, 'valid');
  const share = tf.avgPool(padSpatial(tf, tf.onesLike(x), node.padding, 0), size, stride, 'valid');
  return tf.div(sum, share);
}
