import { integer } from '../attributes.js';
import type { Constant } from '../tensor.js';
import { type Call, computed, type Computed, computedInput, onnxShape, Unsuitable } from '../value.js';
import { broadcastPlaces, broadcastShape } from './broadcast.js';
import { hardSwishProduct } from './hard.js';

/** The constant's sizes where they stand: at the end, or up to operator set 6 from the attribute `axis` on. */
function placed(call: Call, { shape }: Constant, rank: number): readonly number[] {
  const axis = integer(call.node, 'axis', -1);
  if (call.model.opset >= 7 || axis < 0 || shape.length === 0) return shape;
  return [...shape, ...Array<number>(Math.max(0, rank - axis - shape.length)).fill(1)];
}

/** The constant once for each channel, or where its values differ within a channel, for each value of the image. */
function spread(call: Call, constant: Constant): Float32Array {
  const x = call.inputs.find((value) => value?.kind === 'computed') as Computed;
  const whole = [1, ...onnxShape(x, call.model).slice(1)];
  const shape = placed(call, constant, whole.length);
  if (broadcastShape(shape, whole).join() !== whole.join())
    throw new Unsuitable(`${constant.shape.join(' × ')} does not go into ${whole.slice(1).join(' × ')}`);
  const channel = whole.map((size, axis) => (axis === 1 ? size : 1));
  const own = Array.from({ length: whole.length }, (_, i) => shape[i - whole.length + shape.length] ?? 1);
  const perChannel = whole.length !== 3 && own.every((size, axis) => axis === 1 || size === 1);
  const places = broadcastPlaces(own, perChannel ? channel : whole);
  const values = Float32Array.from(places, (place) => constant.data[place]);
  if (perChannel || whole.length !== 4) return values;
  const [, channels, height, width] = whole;
  return Float32Array.from(
    values,
    (_, to) => values[(to % channels) * height * width + Math.floor(to / channels)],
  );
}

/** x gain + shift with one of them constant. */
function affine(call: Call, gains: Float32Array, shifts: Float32Array): Computed {
  const x = call.inputs.find((value) => value?.kind === 'computed') as Computed;
  const size = gains.length;
  const arrays = { gain: { shape: [size], data: gains }, shift: { shape: [size], data: shifts } };
  return computed(call.model.draft.node(call.label, { op: 'affine', size }, [x], x.shape, arrays));
}

/** The value of the image and a constant, in the order written. */
export function withConstant(call: Call, constant: Constant): Computed {
  const values = spread(call, constant);
  const zeros = new Float32Array(values.length);
  const first = call.inputs[0]?.kind === 'computed';
  switch (call.node.opType) {
    case 'Add':
    case 'Sum':
      return affine(call, zeros.slice().fill(1), values);
    case 'Sub':
      return first
        ? affine(
            call,
            zeros.slice().fill(1),
            values.map((value) => -value),
          )
        : affine(call, zeros.slice().fill(-1), values);
    case 'Mul':
      return affine(call, values, zeros);
    default:
      if (!first) throw new Unsuitable('it divides by a value of the image');
      return affine(
        call,
        values.map((value) => 1 / value),
        zeros,
      );
  }
}

/** Values of the image added in the order written. */
export function sum(call: Call): Computed {
  const parts = call.inputs.map((_, index) => computedInput(call, index));
  const [first, ...rest] = parts;
  if (rest.some(({ shape }) => shape.join() !== first.shape.join()))
    throw new Unsuitable('its inputs have different shapes');
  return computed(
    rest.reduce<Computed>(
      (x, y) => computed(call.model.draft.node(call.label, { op: 'add' }, [x, y], x.shape)),
      first,
    ),
  );
}

/** Add, Sub, Mul, Div, Sum of two or more values. */
export function arithmetic(call: Call): Computed {
  const constants = call.inputs.filter((value) => value?.kind === 'constant');
  if (constants.length > 0 && call.inputs.length === 2) return withConstant(call, constants[0] as Constant);
  if (call.node.opType === 'Mul' && constants.length === 0) {
    const product = hardSwishProduct(call, computedInput(call, 0), computedInput(call, 1));
    if (product !== undefined) return product;
  }
  if (!['Add', 'Sum'].includes(call.node.opType)) throw new Unsuitable('one of its inputs must be constant');
  return sum(call);
}

/** Mean of values of the image: their sum times 1 / count. */
export function mean(call: Call): Computed {
  const total = sum({ ...call, label: `${call.label}_sum` });
  const size = total.shape[total.shape.length - 1];
  const filled = (value: number) => new Float32Array(size).fill(value);
  return affine({ ...call, inputs: [total] }, filled(1 / call.inputs.length), filled(0));
}
