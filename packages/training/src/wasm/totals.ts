import type { GradientKernels } from '@kirchhoff/kernels';
import type { Tensorflow } from '../tensorflow.js';
import type { Heap, TensorInfo } from './heap.js';
import type { Put } from './unread.js';

type Kernel = Parameters<Put>[1];

const own = new WeakMap<Kernel, Kernel>();

/**
 * Sums over all axes but the last, as gradients of biases are, row by row: equal bits to the backend's own kernel, which turns the
 * tensor first so that every sum's values lie side by side.
 */
export function registerTotals(tf: Tensorflow, heap: Heap, kernels: GradientKernels, put: Put): void {
  const found = tf.getKernel('Sum', tf.getBackend()).kernelFunc as unknown as Kernel;
  const backends = own.get(found) ?? found;
  const kernel: Kernel = (call) => {
    const { x } = call.inputs as { readonly x: TensorInfo };
    const { axis, keepDims } = call.attrs as {
      readonly axis: number | number[] | null;
      readonly keepDims: boolean;
    };
    const axes = typeof axis === 'number' ? [axis] : (axis ?? []);
    const rest = x.shape.slice(0, -1);
    const leading = rest.length > 0 && axes.length === rest.length && axes.every((each, i) => each === i);
    const channels = x.shape.at(-1)!;
    if (!leading || x.dtype !== 'float32' || channels === 0) return backends(call);
    const out = heap.make(keepDims ? [...rest.map(() => 1), channels] : [channels]);
    const rows = rest.reduce((product, size) => product * size, 1);
    kernels.channelTotals(heap.address(x), rows, channels, heap.address(out));
    return out;
  };
  own.set(kernel, backends);
  put('Sum', kernel);
}
