import type { Flow } from '../network/draft.js';
import { reshaped, transposed } from '../network/rearrange.js';
import { listOf, numberOf } from './fields.js';
import { append, image, type LayerCall, only, Unsuitable } from './layer.js';
import { poolingWindow } from './weighted.js';

const product = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

export const same = (call: LayerCall): Flow => only(call);

export const flatten = (call: LayerCall): Flow => {
  const x = only(call);
  return reshaped(call.draft, call.layer.name, x, [product(x.shape)]);
};

export const pool =
  (op: 'max_pool' | 'average_pool') =>
  (call: LayerCall): Flow => {
    const x = image(call);
    const { window, padding, output } = poolingWindow(call, x);
    const { size, stride } = window;
    return append(call, x, { op, size, stride, padding }, [...output, x.shape[2]]);
  };

const globally = (call: LayerCall, x: Flow, pooled: Flow): Flow => {
  const shape = call.layer.config.keepdims === true ? [1, 1, x.shape[2]] : [x.shape[2]];
  return reshaped(call.draft, `${call.layer.name}_shape`, pooled, shape);
};

export function globalAveragePool(call: LayerCall): Flow {
  const x = image(call);
  return globally(call, x, append(call, x, { op: 'global_average_pool' }, [x.shape[2]]));
}

export function globalMaxPool(call: LayerCall): Flow {
  const x = image(call);
  const size = [x.shape[0], x.shape[1]] as const;
  const whole = { op: 'max_pool', size, stride: size, padding: [0, 0, 0, 0] } as const;
  return globally(call, x, append(call, x, whole, [1, 1, x.shape[2]]));
}

export function add({ draft, layer, inputs }: LayerCall): Flow {
  const [first, ...rest] = inputs;
  if (rest.length === 0) throw new Unsuitable('it reads fewer than two values');
  if (rest.some(({ shape }) => shape.join() !== first.shape.join()))
    throw new Unsuitable('its inputs have different shapes');
  return rest.reduce((x, y) => draft.node(layer.name, { op: 'add' }, [x, y], x.shape), first);
}

export function concatenate({ draft, layer, inputs }: LayerCall): Flow {
  const [first, ...rest] = inputs;
  if (rest.length === 0) throw new Unsuitable('it reads fewer than two values');
  const rank = first.shape.length;
  const written = numberOf(layer.config.axis, -1);
  const axis = written < 0 ? written + rank : written - 1;
  const fits = inputs.every(
    ({ shape }) =>
      shape.length === rank && shape.every((size, at) => at === axis || size === first.shape[at]),
  );
  if (!(axis >= 0 && axis < rank) || !fits) throw new Unsuitable('its inputs do not go together');
  const shape = first.shape.map((size, at) =>
    at === axis ? inputs.reduce((sum, part) => sum + part.shape[at], 0) : size,
  );
  return draft.node(layer.name, { op: 'concat', axis }, inputs, shape);
}

/** [[top, bottom], [left, right]], [height, width] or one number. */
function borders(call: LayerCall, name: string): readonly [number, number, number, number] {
  const value = call.layer.config[name] ?? 1;
  const rows = typeof value === 'number' ? [value, value] : listOf(value);
  const flat = rows.flatMap((row) => (typeof row === 'number' ? [row, row] : listOf(row)));
  const whole = flat.every((count) => Number.isSafeInteger(count) && (count as number) >= 0);
  if (flat.length !== 4 || !whole) throw new Unsuitable(`its ${name} is no border`);
  const [top, bottom, left, right] = flat as number[];
  return [top, bottom, left, right];
}

export function zeroPadding(call: LayerCall): Flow {
  const x = image(call);
  const padding = borders(call, 'padding');
  const [height, width, channels] = x.shape;
  const shape = [height + padding[0] + padding[1], width + padding[2] + padding[3], channels];
  return append(call, x, { op: 'pad', padding, channels: [0, 0] }, shape);
}

export function cropping(call: LayerCall): Flow {
  const x = image(call);
  const [top, bottom, left, right] = borders(call, 'cropping');
  const count = [x.shape[0] - top - bottom, x.shape[1] - left - right, x.shape[2]];
  if (count.some((size) => size < 1)) throw new Unsuitable('it leaves nothing');
  return append(call, x, { op: 'slice', start: [top, left, 0], step: [1, 1, 1], count }, count);
}

export function reshape(call: LayerCall): Flow {
  const x = only(call);
  const asked = listOf(call.layer.config.target_shape).map((size) => numberOf(size, NaN));
  const rest = asked.indexOf(-1);
  const others = product(asked.filter((_, axis) => axis !== rest));
  const to = asked.map((size, axis) => (axis === rest ? product(x.shape) / others : size));
  if (
    to.length === 0 ||
    !to.every((size) => Number.isSafeInteger(size) && size > 0) ||
    product(to) !== product(x.shape)
  )
    throw new Unsuitable(`${x.shape.join(' × ')} cannot become ${asked.join(' × ')}`);
  return reshaped(call.draft, call.layer.name, x, to);
}

export function permute(call: LayerCall): Flow {
  const x = only(call);
  const order = listOf(call.layer.config.dims).map((axis) => numberOf(axis, 0) - 1);
  const isOrder =
    order.length === x.shape.length && [...order].sort((a, b) => a - b).every((axis, at) => axis === at);
  if (!isOrder) throw new Unsuitable('its order is none');
  return transposed(call.draft, call.layer.name, x, order);
}

/** One number for all channels, or one for each. */
function perChannel(value: unknown, channels: number, name: string): Float32Array {
  const numbers = typeof value === 'number' ? Array<unknown>(channels).fill(value) : listOf(value);
  if (numbers.length !== channels || !numbers.every((each) => Number.isFinite(each)))
    throw new Unsuitable(`its ${name} is neither a number nor ${channels} of them`);
  return Float32Array.from(numbers as number[]);
}

/** x scale + offset. */
export function rescaling(call: LayerCall): Flow {
  const x = only(call);
  const { scale, offset } = call.layer.config;
  const size = x.shape[x.shape.length - 1];
  return append(call, x, { op: 'affine', size }, x.shape, {
    gain: { shape: [size], data: perChannel(scale, size, 'scale') },
    shift: { shape: [size], data: perChannel(offset ?? 0, size, 'offset') },
  });
}
