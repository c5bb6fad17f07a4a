import { integers } from '../attributes.js';
import type { Call } from '../value.js';
import { integersInput, Unsuitable } from '../value.js';

/** Values from `start` on, every `step`-th, `count` of them, along one axis. */
export interface AxisSlice {
  readonly start: number;
  readonly step: number;
  readonly count: number;
}

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));

function along(size: number, from: number, to: number, step: number): AxisSlice {
  if (!Number.isSafeInteger(step) || step === 0) throw new Unsuitable(`its step is ${step}`);
  const low = step > 0 ? 0 : -1;
  const high = step > 0 ? size : size - 1;
  const start = clamp(from < 0 ? from + size : from, 0, high);
  const end = clamp(to < 0 ? to + size : to, low, size);
  return { start, step, count: Math.max(0, Math.ceil((end - start) / step)) };
}

/** What a Slice takes along every axis of a shape: attributes up to operator set 9, inputs from 10 on. */
export function slicesOf(call: Call, shape: readonly number[]): readonly AxisSlice[] {
  const { node } = call;
  const starts = integers(node, 'starts') ?? integersInput(call, 1);
  const ends = integers(node, 'ends') ?? integersInput(call, 2);
  if (starts === undefined || ends === undefined) throw new Unsuitable('it has no starts and ends');
  const axes = integers(node, 'axes') ?? integersInput(call, 3) ?? starts.map((_, axis) => axis);
  const steps = integersInput(call, 4) ?? starts.map(() => 1);
  return shape.map((size, axis) => {
    const at = axes.findIndex((each) => (each < 0 ? each + shape.length : each) === axis);
    return at < 0 ? { start: 0, step: 1, count: size } : along(size, starts[at], ends[at], steps[at]);
  });
}
