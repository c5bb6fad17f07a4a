import type { GradientKernels } from '@kirchhoff/kernels';
import { restoreChannels, times } from '../channels.js';
import type { Tensor, Tensorflow } from '../tensorflow.js';
import type { Values } from '../values.js';
import type { Heap } from './heap.js';

/** Channels that there is room for on the heap. */
const most = 4096;

/** Views of the engine's own memory. Growing detaches them: they are made after all memory has been taken. */
export function heapValues(
  tf: Tensorflow,
  heap: Heap,
  kernels: GradientKernels,
  unread: Values['unread'],
): Values {
  const of = (x: Tensor): Float32Array => heap.values(x);
  const [divisors, shift, mean] = [8, 4, 4].map((bytes) => heap.allocate(bytes * most)) as [
    number,
    number,
    number,
  ];
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
      const channels = by.mean.length;
      if (!heap.holds(values) || channels > most) return restoreChannels(values, by);
      heap.write(divisors, by.divisors);
      heap.write(shift, by.shift);
      heap.write(mean, by.mean);
      kernels.restore(values.byteOffset, values.length / channels, channels, shift, divisors, mean);
    },
  };
}
