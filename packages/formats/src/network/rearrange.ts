import type { Draft, Flow } from './draft.js';

const same = (a: readonly number[], b: readonly number[]): boolean => a.join() === b.join();

/** The same values in the same order under another shape; no node where the shape stays, or where it goes back to what it was. */
export function reshaped(draft: Draft, label: string, flow: Flow, to: readonly number[]): Flow {
  if (same(flow.shape, to)) return flow;
  const made = draft.nodes.findLast(({ name }) => name === flow.node)!;
  if (made.op === 'reshape' || made.op === 'flatten') {
    const before = { node: made.inputs[0], shape: draft.shapes.get(made.inputs[0])! };
    return reshaped(draft, label, before, to);
  }
  const operation = to.length === 1 ? ({ op: 'flatten' } as const) : ({ op: 'reshape', to } as const);
  return draft.node(label, operation, [flow], to);
}

/** Axis i of the result is axis `order[i]` of the value; a reshape where the order of the values stays as it is. */
export function transposed(draft: Draft, label: string, flow: Flow, order: readonly number[]): Flow {
  const to = order.map((axis) => flow.shape[axis]);
  const long = order.filter((axis) => flow.shape[axis] !== 1);
  if (long.every((axis, index) => index === 0 || axis > long[index - 1]))
    return reshaped(draft, label, flow, to);
  return draft.node(label, { op: 'transpose', order }, [flow], to);
}

/** An image [height, width, channels] in the order (channel, row, column) of files that keep channels first; anything else as it is. */
export const channelsFirst = (draft: Draft, label: string, flow: Flow): Flow =>
  flow.shape.length === 3 ? transposed(draft, label, flow, [2, 0, 1]) : flow;

/** Values [channels, height, width] as an image; anything else as it is. */
export const channelsLast = (draft: Draft, label: string, flow: Flow): Flow =>
  flow.shape.length === 3 ? transposed(draft, label, flow, [1, 2, 0]) : flow;
