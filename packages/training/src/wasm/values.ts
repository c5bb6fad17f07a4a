import type { Tensor, Tensorflow } from '../tensorflow.js';
import type { Values } from '../values.js';
import type { Heap } from './heap.js';

/** Views of the engine's own memory. Growing detaches them: they are made after all memory has been taken. */
export function heapValues(tf: Tensorflow, heap: Heap, unread: Values['unread']): Values {
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
  };
}
