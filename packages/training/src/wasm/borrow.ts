import type { Tensor4D, Tensorflow } from '../tensorflow.js';
import type { TensorInfo } from './heap.js';

/**
 * Uses a kernel's inputs as tensors. They belong to no scope and share the memory of what they were made from, which disposing them would
 * free: each counts as one more user of it.
 */
export function borrow(
  tf: Tensorflow,
  infos: readonly TensorInfo[],
  use: (...tensors: Tensor4D[]) => Tensor4D,
): Tensor4D {
  const backend = tf.backend() as unknown as { incRef(dataId: object): void };
  const tensors = infos.map((info) => {
    backend.incRef(info.dataId);
    return tf.engine().makeTensorFromTensorInfo(info) as Tensor4D;
  });
  const result = tf.tidy(() => use(...tensors));
  tf.dispose(tensors);
  return result;
}
