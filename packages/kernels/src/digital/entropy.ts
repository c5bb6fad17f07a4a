import { exp32, log32 } from '@kirchhoff/random';

const f = Math.fround;

function lossOf(x: Float32Array, from: number, classes: number, label: number): number {
  let most = x[from];
  for (let i = 1; i < classes; i++) if (x[from + i] > most) most = x[from + i];
  let sum = 0;
  for (let i = 0; i < classes; i++) sum = f(sum + exp32(f(x[from + i] - most)));
  return f(log32(sum) - f(x[from + label] - most));
}

/**
 * Cross-entropy [nat] of each row of `classes` logits with its label, in float32:
 * fround(log32(sum of exp32(fround(x - largest))) - fround(x[label] - largest)).
 */
export function crossEntropy(
  logits: Float32Array,
  classes: number,
  labels: ArrayLike<number>,
  out: Float32Array,
): void {
  for (let row = 0; row * classes < logits.length; row++)
    out[row] = lossOf(logits, row * classes, classes, labels[row]);
}
