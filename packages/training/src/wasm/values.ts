import type { GradientKernels } from '@kirchhoff/kernels';
import { restoreChannels, times } from '../channels.js';
import type { Tensor, Tensorflow } from '../tensorflow.js';
import type { Values } from '../values.js';
import { type Heap, withArrays } from './heap.js';

/** Views of the engine's own memory. Growing detaches them: they are made after all memory has been taken. */
export function heapValues(
  tf: Tensorflow,
  heap: Heap,
  kernels: GradientKernels,
  unread: Values['unread'],
): Values {
  const of = (x: Tensor): Float32Array => heap.values(x);
  return {
    of,
    unread,
    make(shape, inputs, fill) {
      const info = heap.make(shape);
      const out = tf.engine().makeTensorFromTensorInfo(info);
      fill(of(out), ...inputs.map(of));
      return out;
    },
    times(values, factor) {
      if (heap.holds(values)) kernels.times(values.byteOffset, values.length, factor);
      else times(values, factor);
    },
    restore(values, by) {
      if (!heap.holds(values)) return restoreChannels(values, by);
      const channels = by.mean.length;
      // The view may be gone once there is room for the arrays; the values stay where they are.
      const { byteOffset, length } = values;
      withArrays(heap, [by.shift, by.divisors, by.mean], (shift, divisors, mean) =>
        kernels.restore(byteOffset, length / channels, channels, shift!, divisors!, mean!),
      );
    },
    reluGradient(x, dy) {
      const dx = heap.make(x.shape);
      kernels.reluGradient(heap.address(x), heap.address(dy), x.size, heap.address(dx));
      return tf.engine().makeTensorFromTensorInfo(dx);
    },
  };
}
