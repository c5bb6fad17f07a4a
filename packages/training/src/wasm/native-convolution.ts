import type { Kernels, Window } from '@kirchhoff/kernels';
import type { Tensor4D, Tensorflow } from '../tensorflow.js';
import type { Heap, TensorInfo } from './heap.js';

/** What tfjs says of a convolution. */
export interface ConvolutionAttributes {
  readonly strides: number | [number, number];
  readonly pad: Parameters<Tensorflow['backend_util']['computeConv2DInfo']>[4];
  readonly dilations: number | [number, number];
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/**
 * Convolution of x [images, height, width, channels] with a filter [height, width, channels, outputs] on the engine's own memory. Every sum
 * runs over (row, column, channel) of the window in one float32, from 0, as that of tfjs 4.22's kernel: equal bits.
 */
export function nativeConvolution(
  tf: Tensorflow,
  heap: Heap,
  kernels: Kernels,
): (x: TensorInfo, filter: TensorInfo, attributes: ConvolutionAttributes) => TensorInfo {
  const { values } = heap;
  return (x, filter, { strides, pad, dilations, dimRoundingMode }) => {
    const info = tf.backend_util.computeConv2DInfo(
      x.shape as Tensor4D['shape'],
      filter.shape as Tensor4D['shape'],
      strides,
      dilations,
      pad,
      dimRoundingMode,
    );
    const { top, left } = info.padInfo;
    const reach = (size: number, stride: number, taps: number, dilation: number): number =>
      (size - 1) * stride + (taps - 1) * dilation + 1;
    const window: Window = {
      size: [info.filterHeight, info.filterWidth],
      stride: [info.strideHeight, info.strideWidth],
      dilation: [info.dilationHeight, info.dilationWidth],
      // As many rows and columns at the ends as the last position meets.
      padding: [
        top,
        reach(info.outHeight, info.strideHeight, info.filterHeight, info.dilationHeight) -
          info.inHeight -
          top,
        left,
        reach(info.outWidth, info.strideWidth, info.filterWidth, info.dilationWidth) - info.inWidth - left,
      ],
    };
    const out = heap.make(info.outShape);
    const shape = { height: info.inHeight, width: info.inWidth, channels: info.inChannels };
    const inputs = info.filterHeight * info.filterWidth * info.inChannels;
    const plane = kernels.pack(values(filter), inputs, info.outChannels);
    kernels.product({
      plane,
      inputs: values(x),
      patches: { shape, window, pixels: true },
      count: info.batchSize * info.outHeight * info.outWidth,
      out: values(out),
    });
    kernels.release(plane);
    return out;
  };
}
