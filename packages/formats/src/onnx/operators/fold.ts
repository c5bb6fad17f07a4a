import { MOST_FOLDED, valuesOf } from '../../network/limits.js';
import { has, integer, integers, real, reals, tensor } from '../attributes.js';
import { whole } from '../messages.js';
import { type Constant, constantOf } from '../tensor.js';
import { type Call, constantInput, integersInput, Unsuitable } from '../value.js';
import { castsToFloat } from './cast.js';
import { broadcastPlaces, broadcastShape, elementwise } from './broadcast.js';
import { picked } from './pick.js';
import { axesOf, reshapeTarget, shapePart, squeezedShape, unsqueezedShape } from './sizes.js';
import { slicesOf } from './slices.js';

type Fold = (call: Call) => Constant;

/** A constant of whole numbers. */
export const indices = (values: readonly number[], shape: readonly number[] = [values.length]): Constant => ({
  kind: 'constant',
  shape,
  data: Float64Array.from(values),
  integer: true,
});

const needed = (call: Call, index = 0): Constant => {
  const found = constantInput(call, index);
  if (found === undefined) throw new Unsuitable(`its input ${index + 1} is missing`);
  return found;
};

const pair =
  (act: (x: number, y: number) => number): Fold =>
  (call) =>
    elementwise(needed(call), needed(call, 1), act);

const each =
  (act: (x: number) => number): Fold =>
  (call) => {
    const a = needed(call);
    return { ...a, data: a.data.map(act) };
  };

const shaped = (a: Constant, shape: readonly number[]): Constant => ({ ...a, shape });

function constant({ node }: Call): Constant {
  const value = tensor(node, 'value');
  if (value !== undefined) return constantOf(value);
  const floats = reals(node, 'value_floats');
  if (floats !== undefined)
    return { kind: 'constant', shape: [floats.length], data: Float32Array.from(floats), integer: false };
  const list = integers(node, 'value_ints');
  if (list !== undefined) return indices(list);
  const one = node.attribute.find(({ name }) => name === 'value_int');
  if (one !== undefined) return indices([whole(one.i)], []);
  if (!has(node, 'value_float')) throw new Unsuitable('it holds no numbers');
  const float = Float32Array.of(real(node, 'value_float', 0));
  return { kind: 'constant', shape: [], data: float, integer: false };
}

function filled(call: Call): Constant {
  const shape = Array.from(needed(call).data);
  const value = tensor(call.node, 'value');
  const { data, integer: whole } = value === undefined ? { data: [0], integer: false } : constantOf(value);
  const count = valuesOf(shape, 'a constant', 2 ** 24);
  const values = whole ? new Float64Array(count) : new Float32Array(count);
  return { kind: 'constant', shape, data: values.fill(data[0] ?? 0), integer: whole };
}

function cast(call: Call): Constant {
  const a = needed(call);
  if (!castsToFloat(call)) return { ...a, data: Float64Array.from(a.data, Math.trunc), integer: true };
  return { ...a, data: Float32Array.from(a.data), integer: false };
}

function reshape(call: Call): Constant {
  const a = needed(call);
  const asked = integers(call.node, 'shape') ?? integersInput(call, 1) ?? [];
  return shaped(a, reshapeTarget(asked, a.shape, integer(call.node, 'allowzero', 0) === 1));
}

function flatten(call: Call): Constant {
  const a = needed(call);
  const written = integer(call.node, 'axis', 1);
  const axis = written < 0 ? written + a.shape.length : written;
  const first = a.shape.slice(0, axis).reduce((x, y) => x * y, 1);
  return shaped(a, [first, first === 0 ? 0 : a.data.length / first]);
}

function transpose(call: Call): Constant {
  const a = needed(call);
  const order = integers(call.node, 'perm') ?? a.shape.map((_, axis) => a.shape.length - 1 - axis);
  const shape = order.map((axis) => a.shape[axis]);
  return picked(a, shape, (index) => a.shape.map((_, axis) => index[order.indexOf(axis)]));
}

function concat(call: Call): Constant {
  const parts = call.inputs.map((_, index) => needed(call, index));
  const rank = parts[0].shape.length;
  const written = integer(call.node, 'axis', call.model.opset < 4 ? 1 : 0);
  const axis = written < 0 ? written + rank : written;
  const shape = parts[0].shape.map((size, at) =>
    at === axis ? parts.reduce((sum, part) => sum + part.shape[axis], 0) : size,
  );
  const inner = shape.slice(axis + 1).reduce((a, b) => a * b, 1);
  const outer = shape.slice(0, axis).reduce((a, b) => a * b, 1);
  const whole = parts.every((part) => part.integer);
  const count = valuesOf(shape, 'a constant', MOST_FOLDED);
  if (parts.reduce((sum, part) => sum + part.data.length, 0) !== count)
    throw new Unsuitable('its inputs do not go together');
  const data = whole ? new Float64Array(count) : new Float32Array(count);
  let to = 0;
  for (let row = 0; row < outer; row++)
    for (const part of parts) {
      const width = part.shape[axis] * inner;
      data.set(part.data.subarray(row * width, (row + 1) * width), to);
      to += width;
    }
  return { kind: 'constant', shape, data, integer: whole };
}

function slice(call: Call): Constant {
  const a = needed(call);
  const taken = slicesOf(call, a.shape);
  return picked(
    a,
    taken.map(({ count }) => count),
    (index) => index.map((at, axis) => taken[axis].start + at * taken[axis].step),
  );
}

function gather(call: Call): Constant {
  const [a, at] = [needed(call), needed(call, 1)];
  const written = integer(call.node, 'axis', 0);
  const axis = written < 0 ? written + a.shape.length : written;
  const shape = [...a.shape.slice(0, axis), ...at.shape, ...a.shape.slice(axis + 1)];
  const size = a.shape[axis];
  const places = Array.from(at.data, (index) => (index < 0 ? index + size : index));
  if (places.some((place) => !(place >= 0 && place < size)))
    throw new Unsuitable('it gathers what is not there');
  return picked(a, shape, (index) => {
    let place = 0;
    at.shape.forEach((count, k) => (place = place * count + index[axis + k]));
    return [...index.slice(0, axis), places[place], ...index.slice(axis + at.shape.length)];
  });
}

function expand(call: Call): Constant {
  const a = needed(call);
  const shape = broadcastShape(a.shape, integersInput(call, 1) ?? []);
  const places = broadcastPlaces(a.shape, shape);
  const data = a.integer ? new Float64Array(places.length) : new Float32Array(places.length);
  places.forEach((place, i) => (data[i] = a.data[place]));
  return { ...a, shape, data };
}

/** Operators that are computed on import where all their inputs are constants. */
export const folds: Readonly<Record<string, Fold>> = {
  Constant: constant,
  ConstantOfShape: filled,
  Identity: (call) => needed(call),
  Cast: cast,
  Reshape: reshape,
  Flatten: flatten,
  Transpose: transpose,
  Squeeze: (call) =>
    shaped(needed(call), squeezedShape(needed(call).shape, axesOf(call, 1, needed(call).shape.length))),
  Unsqueeze: (call) => {
    const a = needed(call);
    const count = (integers(call.node, 'axes') ?? integersInput(call, 1) ?? []).length;
    return shaped(a, unsqueezedShape(a.shape, axesOf(call, 1, a.shape.length + count) ?? []));
  },
  Concat: concat,
  Slice: slice,
  Gather: gather,
  Expand: expand,
  Shape: (call) => indices(shapePart(call, needed(call).shape)),
  Add: pair((x, y) => x + y),
  Sub: pair((x, y) => x - y),
  Mul: pair((x, y) => x * y),
  Div: (call) => {
    const whole = needed(call).integer && needed(call, 1).integer;
    return pair((x, y) => (whole ? Math.trunc(x / y) : x / y))(call);
  },
  Neg: each((x) => -x),
  Sqrt: each(Math.sqrt),
  Floor: each(Math.floor),
  Ceil: each(Math.ceil),
};
