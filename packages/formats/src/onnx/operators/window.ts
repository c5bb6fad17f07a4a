import {
  type Border,
  type Pair,
  reach,
  sameBorder,
  type WindowShape,
  windowOutput,
} from '../../network/window.js';
import { integer, integers, words } from '../attributes.js';
import { type Call, Unsuitable } from '../value.js';

/** A window with its explicit border and the [height, width] it gives. */
export interface Placed {
  readonly window: WindowShape;
  readonly padding: Border;
  /** The border without what ceil_mode makes wider: what an average with count_include_pad counts. */
  readonly written: Border;
  readonly output: Pair;
}

const whole = (values: readonly number[], least: number): boolean =>
  values.every((value) => Number.isSafeInteger(value) && value >= least && value < 2 ** 20);

function pairOf(call: Call, name: string, otherwise: Pair): Pair {
  const found = integers(call.node, name) ?? otherwise;
  if (found.length !== 2 || !whole(found, 1))
    throw new Unsuitable(`${name} is ${found.join(' × ')}; windows have a height and a width`);
  return [found[0], found[1]];
}

function borderOf(call: Call, window: WindowShape, image: readonly number[]): Border {
  const automatic = words(call.node, 'auto_pad', 'NOTSET');
  if (automatic === 'SAME_UPPER') return sameBorder(window, image);
  if (automatic === 'SAME_LOWER') return sameBorder(window, image, true);
  if (automatic === 'VALID') return [0, 0, 0, 0];
  const pads = integers(call.node, 'pads') ?? [0, 0, 0, 0];
  if (pads.length !== 4 || !whole(pads, 0)) throw new Unsuitable(`its border is ${pads.join(', ')}`);
  return [pads[0], pads[2], pads[1], pads[3]];
}

/** The border wide enough for a last window that is only partly inside (ceil_mode). */
function ceiled(window: WindowShape, border: Border, image: readonly number[]): Border {
  const after = (axis: 0 | 1): number => {
    const [before, behind] = [border[2 * axis], border[2 * axis + 1]];
    const { stride } = window;
    const room = image[axis] + before + behind - reach(window, axis);
    const last = Math.ceil(room / stride[axis]) * stride[axis];
    return last >= image[axis] + before ? behind : behind + (last - room);
  };
  return [border[0], Math.max(border[1], after(0)), border[2], Math.max(border[3], after(1))];
}

/** Reads a window from an operator's attributes; `size` where the operator has no kernel_shape. */
export function windowOf(call: Call, image: readonly number[], size?: Pair): Placed {
  const kernel = pairOf(call, 'kernel_shape', size ?? [0, 0]);
  if (size !== undefined && kernel.join() !== size.join())
    throw new Unsuitable(`kernel_shape is ${kernel.join(' × ')}, its weights are ${size.join(' × ')}`);
  const window = {
    size: kernel,
    stride: pairOf(call, 'strides', [1, 1]),
    dilation: pairOf(call, 'dilations', [1, 1]),
  };
  const border = borderOf(call, window, image);
  const padding = integer(call.node, 'ceil_mode', 0) === 1 ? ceiled(window, border, image) : border;
  const output = windowOutput(window, padding, image);
  if (output[0] < 1 || output[1] < 1) throw new Unsuitable(`its window is larger than ${image.join(' × ')}`);
  return { window, padding, written: border, output };
}
