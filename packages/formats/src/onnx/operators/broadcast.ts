import { MOST_FOLDED, valuesOf } from '../../network/limits.js';
import type { Constant } from '../tensor.js';
import { Unsuitable } from '../value.js';

/** The shape that two shapes broadcast to (ONNX, multidirectional). */
export function broadcastShape(a: readonly number[], b: readonly number[]): readonly number[] {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, i) => {
    const [x, y] = [a[i - rank + a.length] ?? 1, b[i - rank + b.length] ?? 1];
    if (x !== y && x !== 1 && y !== 1)
      throw new Unsuitable(`${a.join(' × ')} and ${b.join(' × ')} do not go together`);
    return x === 1 ? y : x;
  });
}

/** For every value of `shape`, the place of the value of `from` that it is. */
export function broadcastPlaces(from: readonly number[], shape: readonly number[]): Int32Array {
  const count = valuesOf(shape, 'a constant', MOST_FOLDED);
  const places = new Int32Array(count);
  const own = Array.from({ length: shape.length }, (_, i) => from[i - shape.length + from.length] ?? 1);
  for (let at = 0; at < count; at++) {
    let rest = at;
    let place = 0;
    let stride = 1;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const index = rest % shape[axis];
      rest = (rest - index) / shape[axis];
      place += own[axis] === 1 ? 0 : index * stride;
      stride *= own[axis];
    }
    places[at] = place;
  }
  return places;
}

/** A function of two constants, value by value. */
export function elementwise(a: Constant, b: Constant, act: (x: number, y: number) => number): Constant {
  const shape = broadcastShape(a.shape, b.shape);
  const [left, right] = [broadcastPlaces(a.shape, shape), broadcastPlaces(b.shape, shape)];
  const integer = a.integer && b.integer;
  const data = integer ? new Float64Array(left.length) : new Float32Array(left.length);
  for (let i = 0; i < data.length; i++) data[i] = act(a.data[left[i]], b.data[right[i]]);
  return { kind: 'constant', shape, data, integer };
}
