import type { Flow } from '../../network/draft.js';
import { integers, real, words } from '../attributes.js';
import {
  type Call,
  computed,
  type Computed,
  computedInput,
  constantInput,
  integersInput,
  Unsuitable,
} from '../value.js';
import { repeatBorder } from './repeat-border.js';
import { axesOf } from './sizes.js';

/** Counts before all axes of ONNX, then behind all; those of axes that are not named (operator set 18 on) are 0. */
function padsOf(call: Call, rank: number): readonly number[] {
  const { node } = call;
  const written = integers(node, 'pads') ?? integers(node, 'paddings') ?? integersInput(call, 1) ?? [];
  const axes = axesOf(call, 3, rank) ?? Array.from({ length: rank }, (_, axis) => axis);
  if (written.length !== 2 * axes.length) throw new Unsuitable('its counts and axes do not go together');
  const pads = Array<number>(2 * rank).fill(0);
  axes.forEach((axis, i) => {
    pads[axis] = written[i];
    pads[axis + rank] = written[i + axes.length];
  });
  return pads;
}

/** Negative counts cut values off. */
function cropped(call: Call, x: Flow, before: readonly number[], behind: readonly number[]): Flow {
  const cut = (count: number): number => Math.max(0, -count);
  const count = x.shape.map((size, axis) => size - cut(before[axis]) - cut(behind[axis]));
  if (count.some((size) => size < 1)) throw new Unsuitable('it takes nothing');
  if (count.join() === x.shape.join()) return x;
  const slice = { op: 'slice', start: before.map(cut), step: count.map(() => 1), count } as const;
  return call.model.draft.node(`${call.label}_crop`, slice, [x], count);
}

const LOWEST = -(2 - 2 ** -23) * 2 ** 127;

/** The number a border is made of; an infinite one is the largest float32 of its sign. */
function borderValue(call: Call): number {
  const value = constantInput(call, 2)?.data[0] ?? real(call.node, 'value', 0);
  if (Number.isNaN(value)) throw new Unsuitable('it pads with what is no number');
  return Math.max(LOWEST, Math.min(-LOWEST, value));
}

function surrounded(
  call: Call,
  x: Flow,
  shape: readonly number[],
  [before, behind]: readonly (readonly number[])[],
): Flow {
  const value = borderValue(call);
  if (shape.join() === x.shape.join()) return x;
  if (shape.length !== 3) throw new Unsuitable('it pads no image');
  const operation = {
    op: 'pad',
    padding: [before[0], behind[0], before[1], behind[1]],
    channels: [before[2], behind[2]],
    ...(value !== 0 && { value }),
  } as const;
  return call.model.draft.node(call.label, operation, [x], shape);
}

/** Pad: a border of one value, or of the values inside it. */
export function pad(call: Call): Computed {
  const x = computedInput(call, 0);
  const rank = x.shape.length + 1;
  const pads = padsOf(call, rank);
  if (pads[0] !== 0 || pads[rank] !== 0) throw new Unsuitable('it pads the images');
  if (!pads.every((count) => Number.isSafeInteger(count) && Math.abs(count) < 2 ** 20))
    throw new Unsuitable('its counts are no numbers of values');
  const own = (first: number): readonly number[] =>
    (rank === 4 ? [2, 3, 1] : x.shape.map((_, axis) => axis + 1)).map((axis) => pads[first + axis]);
  const [before, behind] = [own(0), own(rank)];
  const inner = cropped(call, x, before, behind);
  const added = [before, behind].map((counts) => counts.map((count) => Math.max(0, count)));
  const mode = words(call.node, 'mode', 'constant');
  const shape = inner.shape.map((size, axis) => added[0][axis] + size + added[1][axis]);
  if (mode === 'constant') return computed(surrounded(call, inner, shape, added));
  if (mode !== 'reflect' && mode !== 'edge' && mode !== 'wrap')
    throw new Unsuitable(`its mode is ${mode}`, shape);
  return computed(repeatBorder(call, inner, mode, added));
}
