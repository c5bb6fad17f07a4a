import type { Tensor4D } from './tensorflow.js';

/**
 * Whether explicit padding equals TensorFlow's `same`, so that the engine can pad by itself. Not where a window ends short of the image along
 * one axis while the other is padded: the WebAssembly backend of tfjs 4.22 gives zeros there.
 */
export function isSame(
  node: {
    readonly size: readonly number[];
    readonly stride: readonly number[];
    readonly padding: readonly number[];
    readonly dilation?: readonly number[];
  },
  x: Tensor4D,
): boolean {
  const along = (axis: 0 | 1): [number, number] => {
    const extent = (node.size[axis]! - 1) * (node.dilation?.[axis] ?? 1) + 1;
    const size = x.shape[axis + 1]!;
    const needed = (Math.ceil(size / node.stride[axis]!) - 1) * node.stride[axis]! + extent - size;
    return [Math.floor(needed / 2), needed - Math.floor(needed / 2)];
  };
  const expected = [...along(0), ...along(1)];
  return (
    expected.some((size) => size > 0) &&
    expected.every((size, index) => size >= 0 && size === node.padding[index])
  );
}
