// What benchmarks share: medians of alternating repeats, and the memory that a result holds.
const sorted = (values) => [...values].sort((a, b) => a - b);
const median = (values) => sorted(values)[values.length >> 1];

/** Duration of one call [ms]. */
function timeOf(run) {
  const start = performance.now();
  run();
  return performance.now() - start;
}

/** Median durations [ms] of both runs, alternating, after a call of each; the ratio and the relative range of the first. */
export function alternate(run, reference, repeats = 9) {
  run();
  reference();
  const pairs = Array.from({ length: repeats }, () => [timeOf(run), timeOf(reference)]);
  const [values, references] = [0, 1].map((i) => pairs.map((pair) => pair[i]));
  const value = median(values);
  const other = median(references);
  const spread = (Math.max(...values) - Math.min(...values)) / value;
  return { value, reference: other, ratio: value / other, unit: 'ms', spread };
}

/** Memory that the result of a call holds, on the heap and in buffers [MiB]. Needs node --expose-gc. */
export function held(run) {
  const used = () => {
    for (let sweep = 0; sweep < 3; sweep++) globalThis.gc();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  run();
  const before = used();
  const result = run();
  const after = used();
  return result === undefined ? 0 : Math.max(0, after - before) / 2 ** 20;
}
