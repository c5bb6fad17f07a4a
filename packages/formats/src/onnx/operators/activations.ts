import type { GraphOperation } from '@kirchhoff/model';
import { has, integer, real } from '../attributes.js';
import {
  type Call,
  computed,
  type Computed,
  computedInput,
  constantInput,
  planAxis,
  Unsuitable,
} from '../value.js';

type Plain = 'relu' | 'hard_swish' | 'sigmoid' | 'tanh';

const node = (call: Call, operation: GraphOperation): Computed => {
  const x = computedInput(call, 0);
  return computed(call.model.draft.node(call.label, operation, [x], x.shape));
};

export const activation =
  (op: Plain) =>
  (call: Call): Computed =>
    node(call, { op });

export const leakyRelu = (call: Call): Computed =>
  node(call, { op: 'leaky_relu', slope: real(call.node, 'alpha', 0.01) });

/** Clip to [0, 6] is relu6, to [0, infinity) relu. */
export function clip(call: Call): Computed {
  const bound = (name: string, index: number, otherwise: number): number =>
    has(call.node, name)
      ? real(call.node, name, otherwise)
      : (constantInput(call, index)?.data[0] ?? otherwise);
  return clipped(call, bound('min', 1, -Infinity), bound('max', 2, Infinity));
}

/** Max or Min of a value and one number: half a clip. */
export function extreme(call: Call): Computed {
  const numbers = call.inputs.filter((value) => value?.kind === 'constant');
  const [number] = numbers;
  if (call.inputs.length !== 2 || number?.kind !== 'constant' || number.data.length !== 1)
    throw new Unsuitable('one of its two inputs must be a number');
  const turned = { ...call, inputs: call.inputs.filter((value) => value !== number) };
  const [bound] = number.data;
  return call.node.opType === 'Max' ? clipped(turned, bound, Infinity) : clipped(turned, -Infinity, bound);
}

/** What comes from relu is never negative. */
function clipped(call: Call, low: number, high: number): Computed {
  const x = computedInput(call, 0);
  const before = call.model.draft.nodes.find(({ name }) => name === x.node)!;
  const least = before.op === 'relu' ? Math.max(0, low) : low;
  if (least === 0 && high === 6) return node(call, { op: 'relu6' });
  if (least === 0 && high >= 3.4e38) return node(call, { op: 'relu' });
  throw new Unsuitable(`it clips to ${low} … ${high}`);
}

/** Softmax over the channels, or the values of a list. */
export const softmax =
  (op: 'softmax' | 'log_softmax') =>
  (call: Call): Computed => {
    const x = computedInput(call, 0);
    const rank = x.shape.length + 1;
    const written = integer(call.node, 'axis', call.model.opset < 13 ? 1 : -1);
    const last = planAxis(written, rank) === x.shape.length - 1;
    const whole = call.model.opset >= 13 || x.shape.slice(0, -1).every((size) => size === 1);
    if (!last || !whole) throw new Unsuitable(`its axis is ${written}`);
    return node(call, { op });
  };
