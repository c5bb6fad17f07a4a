import type { Flow } from '../../network/draft.js';
import { channelsFirst, channelsLast, reshaped, transposed } from '../../network/rearrange.js';
import { integer, integers } from '../attributes.js';
import {
  type Call,
  computed,
  type Computed,
  computedInput,
  integersInput,
  onnxShape,
  planAxis,
  Unsuitable,
} from '../value.js';
import { meanOver } from './pools.js';
import { axesOf, reshapeTarget, squeezedShape, unsqueezedShape } from './sizes.js';
import { slicesOf } from './slices.js';

/** The value under another shape of ONNX, the order of its values as ONNX counts them. */
function toShape(call: Call, x: Flow, to: readonly number[]): Computed {
  const { draft, batch } = call.model;
  if (to.length < 2 || to[0] !== batch) throw new Unsuitable('it mixes images');
  const from = onnxShape(x, call.model);
  if (from.join() === to.join()) return computed(x);
  const list = channelsFirst(draft, `${call.label}_order`, x);
  const shape = to.slice(1);
  if (shape.length !== 3) return computed(reshaped(draft, call.label, list, shape));
  return computed(channelsLast(draft, `${call.label}_image`, reshaped(draft, call.label, list, shape)));
}

export function reshape(call: Call): Computed {
  const x = computedInput(call, 0);
  const asked = integers(call.node, 'shape') ?? integersInput(call, 1) ?? [];
  const zero = integer(call.node, 'allowzero', 0) === 1;
  return toShape(call, x, reshapeTarget(asked, onnxShape(x, call.model), zero));
}

export function flatten(call: Call): Computed {
  const x = computedInput(call, 0);
  const axis = integer(call.node, 'axis', 1);
  if (axis !== 1 && axis !== -x.shape.length)
    throw new Unsuitable('it keeps more than the axis of the images');
  return toShape(call, x, [call.model.batch, x.shape.reduce((a, b) => a * b, 1)]);
}

export function squeeze(call: Call): Computed {
  const x = computedInput(call, 0);
  const from = onnxShape(x, call.model);
  const axes =
    axesOf(call, 1, from.length) ?? from.flatMap((size, axis) => (axis > 0 && size === 1 ? [axis] : []));
  if (axes.some((axis) => from[axis] !== 1)) throw new Unsuitable('it leaves out an axis that is not 1');
  return toShape(call, x, squeezedShape(from, axes));
}

export function unsqueeze(call: Call): Computed {
  const x = computedInput(call, 0);
  const from = onnxShape(x, call.model);
  const count = (integers(call.node, 'axes') ?? integersInput(call, 1) ?? []).length;
  return toShape(call, x, unsqueezedShape(from, axesOf(call, 1, from.length + count) ?? []));
}

export function transpose(call: Call): Computed {
  const x = computedInput(call, 0);
  const rank = x.shape.length + 1;
  const order = integers(call.node, 'perm') ?? Array.from({ length: rank }, (_, axis) => rank - 1 - axis);
  const isOrder = order.length === rank && new Set(order).size === rank && order[0] === 0;
  if (!isOrder) throw new Unsuitable(`its order is ${order.join(', ')}`);
  const onnxAxis = rank === 4 ? [2, 3, 1] : x.shape.map((_, axis) => axis + 1);
  const own = onnxAxis.map((axis) => planAxis(order[axis], rank));
  return computed(transposed(call.model.draft, call.label, x, own));
}

/** Values per axis of the plan from values per axis of ONNX, without the images. */
const perPlanAxis = <T>(values: readonly T[]): T[] =>
  values.length === 4 ? [values[2], values[3], values[1]] : values.slice(1);

export function slice(call: Call): Computed {
  const x = computedInput(call, 0);
  const taken = slicesOf(call, onnxShape(x, call.model));
  if (taken[0].count !== call.model.batch) throw new Unsuitable('it takes some of the images');
  const own = perPlanAxis(taken);
  const shape = own.map(({ count }) => count);
  if (shape.some((count) => count < 1)) throw new Unsuitable('it takes nothing');
  if (shape.join() === x.shape.join() && own.every(({ step }) => step > 0)) return x;
  const operation = {
    op: 'slice',
    start: own.map(({ start }) => start),
    step: own.map(({ step }) => step),
    count: shape,
  } as const;
  return computed(call.model.draft.node(call.label, operation, [x], shape));
}

export function concat(call: Call): Computed {
  const parts = call.inputs.map((_, index) => computedInput(call, index));
  const rank = parts[0].shape.length + 1;
  const axis = planAxis(integer(call.node, 'axis', 1), rank);
  const fits = parts.every(
    ({ shape }) =>
      shape.length === rank - 1 && shape.every((size, at) => at === axis || size === parts[0].shape[at]),
  );
  if (!fits) throw new Unsuitable('its inputs do not go together');
  const shape = parts[0].shape.map((size, at) =>
    at === axis ? parts.reduce((sum, part) => sum + part.shape[at], 0) : size,
  );
  return computed(call.model.draft.node(call.label, { op: 'concat', axis }, parts, shape));
}

export function reduceMean(call: Call): Computed {
  const x = computedInput(call, 0);
  const rank = x.shape.length + 1;
  const axes = axesOf(call, 1, rank) ?? [];
  if (axes.length === 0 && integer(call.node, 'noop_with_empty_axes', 0) === 1) return x;
  if (axes.length === 0) throw new Unsuitable('it works across images');
  const own = axes.map((axis) => planAxis(axis, rank)).sort((a, b) => a - b);
  const keep = integer(call.node, 'keepdims', 1) === 1;
  if (!keep && rank === 4 && own.length === 1 && own[0] !== 2) {
    const kept = meanOver(call, x, own, true);
    const shape = onnxShape(kept, call.model).filter((_, axis) => !axes.includes(axis));
    return toShape({ ...call, label: `${call.label}_shape` }, kept, shape);
  }
  return computed(meanOver(call, x, own, keep));
}
