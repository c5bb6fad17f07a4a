import { exp32, log32 } from '@kirchhoff/random';

const f = Math.fround;

/** Largest of `count` values from `from` on. */
function largest(x: Float32Array, from: number, count: number): number {
  let most = x[from];
  for (let i = 1; i < count; i++) if (x[from + i] > most) most = x[from + i];
  return most;
}

/** Writes exp32(fround(x - largest)) and returns their sum in float32, in order. */
function exponentials(x: Float32Array, from: number, count: number, out: Float32Array, to: number): number {
  const most = largest(x, from, count);
  let sum = 0;
  for (let i = 0; i < count; i++) {
    out[to + i] = exp32(f(x[from + i] - most));
    sum = f(sum + out[to + i]);
  }
  return sum;
}

/** Softmax over rows of `classes` values, in float32: fround(e / sum), e = exp32(fround(x - largest)). In place or not. */
export function softmax(x: Float32Array, classes: number, out: Float32Array): void {
  for (let row = 0; row < x.length; row += classes) {
    const sum = exponentials(x, row, classes, out, row);
    for (let i = row; i < row + classes; i++) out[i] = f(out[i] / sum);
  }
}

/** Logarithm of softmax over rows of `classes` values: fround(fround(x - largest) - log32(sum)). In place or not. */
export function logSoftmax(x: Float32Array, classes: number, out: Float32Array): void {
  const scratch = new Float32Array(classes);
  for (let row = 0; row < x.length; row += classes) {
    const most = largest(x, row, classes);
    const logarithm = log32(exponentials(x, row, classes, scratch, 0));
    for (let i = row; i < row + classes; i++) out[i] = f(f(x[i] - most) - logarithm);
  }
}
