import type { GraphOperation } from '@kirchhoff/model';
import { reshaped, transposed } from '../../network/rearrange.js';
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

/** The axes of the plan over which the values add up to 1: one from operator set 13 on, before it all from `axis` on. */
function summedAxes({ node: written, model }: Call, rank: number): readonly number[] {
  const asked = integer(written, 'axis', model.opset < 13 ? 1 : -1);
  const first = asked < 0 ? asked + rank : asked;
  const axes = Array.from({ length: rank }, (_, axis) => axis).filter((axis) => axis > first);
  return [asked, ...(model.opset < 13 ? axes : [])].map((axis) => planAxis(axis, rank));
}

/** Softmax over one axis or several: these are brought to the end, made one, and brought back. */
export const softmax =
  (op: 'softmax' | 'log_softmax') =>
  (call: Call): Computed => {
    const { draft } = call.model;
    const x = computedInput(call, 0);
    const summed = summedAxes(call, x.shape.length + 1);
    const rest = x.shape.map((_, axis) => axis).filter((axis) => !summed.includes(axis));
    const order = [...rest, ...summed];
    const turned = transposed(draft, `${call.label}_order`, x, order);
    const rows = [
      ...rest.map((axis) => x.shape[axis]),
      summed.reduce((product, axis) => product * x.shape[axis], 1),
    ];
    const row = summed.length === 1 ? turned : reshaped(draft, `${call.label}_rows`, turned, rows);
    const sums = draft.node(call.label, { op }, [row], row.shape);
    const back = reshaped(draft, `${call.label}_shape`, sums, turned.shape);
    const home = x.shape.map((_, axis) => order.indexOf(axis));
    return computed(transposed(draft, `${call.label}_back`, back, home));
  };
