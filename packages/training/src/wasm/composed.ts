import { borrow } from './borrow.js';
import type { TensorInfo } from './heap.js';
import type { Tensor4D, Tensorflow } from '../tensorflow.js';

interface Attributes {
  readonly strides: number | [number, number];
  readonly pad: 'valid' | 'same' | number;
  readonly filterShape: [number, number, number, number];
}

/**
 * Gradient of a convolution with respect to its filter by one slice and product per kernel position:
 * dW[i, j] = X(shifted by i, j; strided)^T dY. x [batch, height, width, channels in], dy [batch, height, width, channels out].
 */
function filterGradient(tf: Tensorflow, x: Tensor4D, dy: Tensor4D, attributes: Attributes): Tensor4D {
  const { strides, filterShape } = attributes;
  const [strideHeight, strideWidth] = typeof strides === 'number' ? [strides, strides] : strides;
  const [kernelHeight, kernelWidth, channelsIn, channelsOut] = filterShape;
  const [batch, height, width] = dy.shape;
  const padded = padFor(tf, x, attributes, [height, width]);
  const flat = tf.reshape(dy, [batch * height * width, channelsOut]);
  const parts = [];
  for (let i = 0; i < kernelHeight; i++)
    for (let j = 0; j < kernelWidth; j++) {
      const end: [number, number, number, number] = [
        batch,
        i + (height - 1) * strideHeight + 1,
        j + (width - 1) * strideWidth + 1,
        channelsIn,
      ];
      const shifted = tf.stridedSlice(padded, [0, i, j, 0], end, [1, strideHeight, strideWidth, 1]);
      const columns = tf.transpose(tf.reshape(shifted, [batch * height * width, channelsIn]));
      parts.push(tf.matMul(columns, flat));
    }
  return tf.reshape(tf.stack(parts), filterShape);
}

function padFor(
  tf: Tensorflow,
  x: Tensor4D,
  { strides, pad, filterShape }: Attributes,
  out: [number, number],
): Tensor4D {
  if (pad === 'valid' || pad === 0) return x;
  const stride = typeof strides === 'number' ? [strides, strides] : strides;
  const along = (axis: 0 | 1): [number, number] => {
    if (typeof pad === 'number') return [pad, pad];
    const needed = Math.max((out[axis] - 1) * stride[axis] + filterShape[axis] - x.shape[axis + 1]!, 0);
    return [Math.floor(needed / 2), needed - Math.floor(needed / 2)];
  };
  return tf.pad(x, [[0, 0], along(0), along(1), [0, 0]]);
}

/** Gives a backend the kernel `Conv2DBackpropFilter` where it lacks it (tfjs 4.22's WebAssembly backend does). */
export function registerFilterGradient(tf: Tensorflow, backendName: string): void {
  if (tf.getKernel('Conv2DBackpropFilter', backendName)) return;
  tf.registerKernel({
    kernelName: 'Conv2DBackpropFilter',
    backendName,
    kernelFunc: ({ inputs, attrs }) => {
      const { x, dy } = inputs as unknown as Readonly<Record<'x' | 'dy', TensorInfo>>;
      return borrow(tf, [x, dy], (image, gradient) =>
        filterGradient(tf, image!, gradient!, attrs as unknown as Attributes),
      );
    },
  });
}
