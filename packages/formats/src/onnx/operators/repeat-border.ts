import type { Flow } from '../../network/draft.js';
import { type Call, Unsuitable } from '../value.js';

/** What stands in a border: the values inside it mirrored, the outermost of them, or those of the other side. */
export type BorderMode = 'reflect' | 'edge' | 'wrap';

/** Most times that the outermost value is repeated. */
const MOST_REPEATS = 64;

/** `count` values along one axis, from `start` on, every `step`-th. */
function part(call: Call, x: Flow, axis: number, [start, step, count]: readonly number[]): Flow {
  const shape = x.shape.map((size, at) => (at === axis ? count : size));
  const slice = {
    op: 'slice',
    start: x.shape.map((_, at) => (at === axis ? start : 0)),
    step: x.shape.map((_, at) => (at === axis ? step : 1)),
    count: shape,
  } as const;
  return call.model.draft.node(`${call.label}_border`, slice, [x], shape);
}

/** The pieces that stand before the value or behind it along one axis. */
function border(
  call: Call,
  x: Flow,
  mode: BorderMode,
  axis: number,
  { count, behind }: { readonly count: number; readonly behind: boolean },
): readonly Flow[] {
  if (count === 0) return [];
  const size = x.shape[axis];
  if (mode === 'reflect') return [part(call, x, axis, [behind ? size - 2 : count, -1, count])];
  if (mode === 'wrap') return [part(call, x, axis, [behind ? 0 : size - count, 1, count])];
  const outermost = part(call, x, axis, [behind ? size - 1 : 0, 1, 1]);
  return Array<Flow>(count).fill(outermost);
}

/** A border [before, behind] of values of the tensor itself, axis by axis: slices and what puts them side by side. */
export function repeatBorder(
  call: Call,
  x: Flow,
  mode: BorderMode,
  [before, behind]: readonly (readonly number[])[],
): Flow {
  const whole = x.shape.map((size, axis) => before[axis] + size + behind[axis]);
  x.shape.forEach((size, axis) => {
    const most = { reflect: size - 1, edge: MOST_REPEATS, wrap: size }[mode];
    const count = Math.max(before[axis], behind[axis]);
    if (count > most) throw new Unsuitable(`its border of ${count} by ${mode} is wider than ${most}`, whole);
  });
  return x.shape.reduce((inner, size, axis) => {
    if (whole[axis] === size) return inner;
    const parts = [
      ...border(call, inner, mode, axis, { count: before[axis], behind: false }),
      inner,
      ...border(call, inner, mode, axis, { count: behind[axis], behind: true }),
    ];
    const shape = inner.shape.map((own, at) => (at === axis ? whole[axis] : own));
    return call.model.draft.node(call.label, { op: 'concat', axis }, parts, shape);
  }, x);
}
