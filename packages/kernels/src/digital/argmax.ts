/** True where a ranks before b by value alone; NaN ranks after every number. */
const beats = (a: number, b: number): boolean => a > b || (Number.isNaN(b) && !Number.isNaN(a));

/** Index of the largest of each row of `classes` values; the first of equals. */
export function argmax(x: Float32Array, classes: number): Int32Array {
  const best = new Int32Array(x.length / classes);
  for (let row = 0; row < best.length; row++) {
    const from = row * classes;
    for (let i = 1; i < classes; i++) if (beats(x[from + i], x[from + best[row]])) best[row] = i;
  }
  return best;
}

/**
 * How many classes each row ranks before its label: larger values, and equal values of a lower index. 0 where argmax is
 * the label, below 5 where the label is among the top five.
 */
export function ranks(x: Float32Array, classes: number, labels: ArrayLike<number>): Int32Array {
  const before = new Int32Array(x.length / classes);
  for (let row = 0; row < before.length; row++) {
    const own = x[row * classes + labels[row]];
    for (let i = 0; i < classes; i++) {
      const value = x[row * classes + i];
      if (beats(value, own) || (i < labels[row] && !beats(own, value))) before[row]++;
    }
  }
  return before;
}
