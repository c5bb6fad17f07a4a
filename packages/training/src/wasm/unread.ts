import type { Tensor4D, Tensorflow } from '../tensorflow.js';
import type { Heap, TensorInfo } from './heap.js';
import type { ConvolutionAttributes } from './native-convolution.js';

interface Call {
  readonly inputs: object;
  readonly attrs?: object;
}

type Kernel = (call: Call) => unknown;

/** Puts a kernel in place of the backend's own. */
export type Put = (name: string, kernel: Kernel) => void;

type Shape = (tf: Tensorflow, call: Call) => readonly number[];

const convolved =
  (depthwise: boolean): Shape =>
  (tf, { inputs, attrs }) => {
    const { x, filter } = inputs as Readonly<Record<'x' | 'filter', TensorInfo>>;
    const { strides, dilations, pad, dimRoundingMode } = attrs as ConvolutionAttributes;
    const [image, window] = [x, filter].map(({ shape }) => shape as Tensor4D['shape']) as [
      Tensor4D['shape'],
      Tensor4D['shape'],
    ];
    return tf.backend_util.computeConv2DInfo(
      image,
      window,
      strides,
      dilations,
      pad,
      dimRoundingMode,
      depthwise,
    ).outShape;
  };

/** The sums of a network's layers and their biases: their gradients are those of their operands alone. */
const shapes: Readonly<Record<string, Shape>> = {
  Conv2D: convolved(false),
  DepthwiseConv2dNative: convolved(true),
  Add: (tf, { inputs }) => {
    const { a, b } = inputs as Readonly<Record<'a' | 'b', TensorInfo>>;
    return tf.backend_util.assertAndGetBroadcastShape(a.shape, b.shape);
  },
  BatchMatMul: (_, { inputs, attrs }) => {
    const { a, b } = inputs as Readonly<Record<'a' | 'b', TensorInfo>>;
    const { transposeA, transposeB } = attrs as Readonly<Record<'transposeA' | 'transposeB', boolean>>;
    return [...a.shape.slice(0, -2), a.shape.at(transposeA ? -1 : -2)!, b.shape.at(transposeB ? -2 : -1)!];
  },
};

let unread = false;
const leaving = new WeakSet<Kernel>();

/** Lets the backend's products and convolutions leave their values out within the function that is returned: whatever was in memory. */
export function registerUnread(tf: Tensorflow, heap: Heap, put: Put): <T>(run: () => T) => T {
  for (const [name, shapeOf] of Object.entries(shapes)) {
    const own = tf.getKernel(name, tf.getBackend()).kernelFunc as unknown as Kernel;
    if (leaving.has(own)) continue;
    const kernel: Kernel = (call) => (unread ? heap.make(shapeOf(tf, call)) : own(call));
    leaving.add(kernel);
    put(name, kernel);
  }
  return (run) => {
    unread = true;
    try {
      return run();
    } finally {
      unread = false;
    }
  };
}
