import type { Flow } from '../../network/draft.js';
import { reshaped } from '../../network/rearrange.js';
import { integer } from '../attributes.js';
import { type Call, computed, type Computed, computedInput, Unsuitable } from '../value.js';
import { windowOf } from './window.js';

function image(call: Call): Computed {
  const x = computedInput(call, 0);
  if (x.shape.length !== 3) throw new Unsuitable(`its input is no image but ${x.shape.join(' × ')}`);
  return x;
}

/** MaxPool and AveragePool. */
export const pool =
  (op: 'max_pool' | 'average_pool') =>
  (call: Call): Computed => {
    const { draft } = call.model;
    const x = image(call);
    const { window, padding, written, output } = windowOf(call, x.shape);
    const { size, stride } = window;
    const dilated = window.dilation.some((step) => step !== 1);
    const moved = { size, stride, ...(dilated && { dilation: window.dilation }) };
    const shape = [...output, x.shape[2]];
    const counted = op === 'average_pool' && integer(call.node, 'count_include_pad', 0) === 1;
    if (!counted || written.every((border) => border === 0))
      return computed(draft.node(call.label, { op, ...moved, padding }, [x], shape));
    const [top, bottom, left, right] = written;
    const wide = [x.shape[0] + top + bottom, x.shape[1] + left + right, x.shape[2]];
    const border = { op: 'pad', padding: written, channels: [0, 0] } as const;
    const bordered = draft.node(`${call.label}_pad`, border, [x], wide);
    const rest = [0, padding[1] - bottom, 0, padding[3] - right] as const;
    return computed(draft.node(call.label, { op, ...moved, padding: rest }, [bordered], shape));
  };

/** GlobalAveragePool: one value per channel, as an image of one pixel. */
export function globalAveragePool(call: Call): Computed {
  const { draft } = call.model;
  const x = image(call);
  const channels = x.shape[2];
  const mean = draft.node(call.label, { op: 'global_average_pool' }, [x], [channels]);
  return computed(reshaped(draft, `${call.label}_image`, mean, [1, 1, channels]));
}

export function globalMaxPool(call: Call): Computed {
  const x = image(call);
  const size = [x.shape[0], x.shape[1]] as const;
  const whole = { op: 'max_pool', size, stride: size, padding: [0, 0, 0, 0] } as const;
  return computed(call.model.draft.node(call.label, whole, [x], [1, 1, x.shape[2]]));
}

/** Mean over axes of the plan, each kept with size 1 or left out. */
export function meanOver(call: Call, x: Flow, axes: readonly number[], keep: boolean): Flow {
  const { draft } = call.model;
  const kept = x.shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
  const shape = keep ? kept : x.shape.filter((_, axis) => !axes.includes(axis));
  if (x.shape.length === 3 && axes.join() === '0,1') {
    const mean = draft.node(call.label, { op: 'global_average_pool' }, [x], [x.shape[2]]);
    return reshaped(draft, `${call.label}_image`, mean, shape);
  }
  if (shape.length === 0) throw new Unsuitable('it leaves a single number');
  return draft.node(call.label, { op: 'mean', axes, keep }, [x], shape);
}
