import type { Tensor, Tensorflow } from './tensorflow.js';

interface Along {
  readonly start: number;
  readonly step: number;
  readonly count: number;
}

/** Every `step`-th value along one axis, zeros behind the end being cut off again: operations that have gradients. */
function along(tf: Tensorflow, x: Tensor, axis: number, { start, step, count }: Along): Tensor {
  const shape = x.shape;
  if (start === 0 && step === 1 && count === shape[axis]) return x;
  if (step < 0) {
    const last = start + (count - 1) * step;
    return tf.reverse(along(tf, x, axis, { start: last, step: -step, count }), axis);
  }
  const taken = Math.min(count * step, shape[axis]! - start);
  const from = shape.map((_, index) => (index === axis ? start : 0));
  const part = tf.slice(
    x,
    from,
    shape.map((size, index) => (index === axis ? taken : size)),
  );
  if (step === 1) return part;
  const missing = count * step - taken;
  const whole = tf.pad(
    part,
    shape.map((_, index): [number, number] => [0, index === axis ? missing : 0]),
  );
  const before = shape.slice(0, axis).reduce((product, size) => product * size, 1);
  const after = shape.slice(axis + 1).reduce((product, size) => product * size, 1);
  const rows = tf.reshape(whole, [before * count, step, after]);
  const first = tf.slice(rows, [0, 0, 0], [before * count, 1, after]);
  return tf.reshape(
    first,
    shape.map((size, index) => (index === axis ? count : size)),
  );
}

/** Of x [images, ...], along every axis but the first, `shape` values, every `step`-th from `start` on, backwards where the step is negative. tfjs has no gradient for its own. */
export const stridedSlice = (
  tf: Tensorflow,
  x: Tensor,
  {
    start,
    step,
    shape,
  }: {
    readonly start: readonly number[];
    readonly step: readonly number[];
    readonly shape: readonly number[];
  },
): Tensor =>
  shape.reduce<Tensor>(
    (rest, count, axis) => along(tf, rest, axis + 1, { start: start[axis]!, step: step[axis]!, count }),
    x,
  );
