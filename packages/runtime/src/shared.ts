import type { MeasuredColumns } from '@kirchhoff/kernels';
import type { NamedArrays } from '@kirchhoff/plan';
import type { RunData, RunInputs } from './inputs.js';

/** A copy in shared memory, so that it travels to a worker once and without copying; itself where it is shared already. */
export function sharedFloats(values: Float32Array): Float32Array {
  if (values.buffer instanceof SharedArrayBuffer) return values;
  const copy = new Float32Array(new SharedArrayBuffer(values.byteLength));
  copy.set(values);
  return copy;
}

/** The same for float64. */
function sharedDoubles(values: Float64Array): Float64Array {
  const copy = new Float64Array(new SharedArrayBuffer(values.byteLength));
  copy.set(values);
  return copy;
}

/** The same for whole numbers. */
export function sharedIntegers(values: ArrayLike<number>): Int32Array {
  const copy = new Int32Array(new SharedArrayBuffer(values.length * 4));
  copy.set(Array.from(values));
  return copy;
}

const sharedData = (data: RunData): RunData => ({
  ...data,
  test: {
    images: sharedFloats(data.test.images),
    labels: sharedIntegers(data.test.labels),
    count: data.test.count,
  },
  calibration: { ...data.calibration, images: sharedFloats(data.calibration.images) },
});

const sharedArrays = (arrays: NamedArrays): NamedArrays =>
  Object.fromEntries(
    Object.entries(arrays).map(([name, { shape, data }]) => [name, { shape, data: sharedFloats(data) }]),
  );

const sharedColumns = ({ target, value, mean, sigma }: MeasuredColumns): MeasuredColumns => ({
  target: sharedDoubles(target),
  value: value && sharedDoubles(value),
  mean: mean && sharedDoubles(mean),
  sigma: sigma && sharedDoubles(sigma),
});

/** All images, weights and tables in shared memory. */
export const sharedInputs = (inputs: RunInputs): RunInputs => ({
  data: Object.fromEntries(Object.entries(inputs.data).map(([id, data]) => [id, sharedData(data)])),
  weights: Object.fromEntries(
    Object.entries(inputs.weights).map(([source, repeats]) => [source, repeats.map(sharedArrays)]),
  ),
  ...(inputs.tables !== undefined && {
    tables: Object.fromEntries(
      Object.entries(inputs.tables).map(([source, columns]) => [source, sharedColumns(columns)]),
    ),
  }),
});
