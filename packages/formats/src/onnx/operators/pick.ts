import { MOST_FOLDED, valuesOf } from '../../network/limits.js';
import type { Constant } from '../tensor.js';

/** A new constant whose value at an index is the value of `from` at the index that `source` gives. */
export function picked(
  from: Constant,
  shape: readonly number[],
  source: (index: readonly number[]) => readonly number[],
): Constant {
  const count = valuesOf(shape, 'a constant', MOST_FOLDED);
  const data = from.data instanceof Float64Array ? new Float64Array(count) : new Float32Array(count);
  const index = shape.map(() => 0);
  for (let at = 0; at < count; at++) {
    let place = 0;
    source(index).forEach((value, axis) => (place = place * from.shape[axis] + value));
    data[at] = from.data[place];
    for (let axis = shape.length - 1; axis >= 0 && ++index[axis] === shape[axis]; axis--) index[axis] = 0;
  }
  return { ...from, shape, data };
}
