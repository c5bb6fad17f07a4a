import type { NumberValues } from './array.js';

/** Values of an array stored in Fortran order (first index fastest) put into C order (last index fastest). */
export function fromFortranOrder<Values extends NumberValues>(
  values: Values,
  shape: readonly number[],
): Values {
  if (shape.length < 2 || values.length === 0) return values;
  const out = values.slice() as Values;
  const strides = fortranStrides(shape);
  const index = new Float64Array(shape.length);
  let from = 0;
  for (let to = 0; to < values.length; to++) {
    out[to] = values[from];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += strides[axis];
      if (++index[axis] < shape[axis]) break;
      from -= strides[axis] * shape[axis];
      index[axis] = 0;
    }
  }
  return out;
}

function fortranStrides(shape: readonly number[]): readonly number[] {
  let stride = 1;
  return shape.map((dimension) => {
    const own = stride;
    stride *= dimension;
    return own;
  });
}
