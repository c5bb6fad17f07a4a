import { quantileStream, type StreamPart } from '../calibrate/quantile.js';
import type { LayerMatrix, WeightMapping } from './mapping.js';

const { abs } = Math;

/** The part's largest magnitude, 0 for an empty one: the quantile of everything, which needs no order. NaN counts as the smallest. */
function largestOf(values: Float32Array, { first, stride, count }: Omit<StreamPart, 'absolute'>): number {
  let largest = 0;
  for (let i = first, end = first + count * stride; i < end; i += stride) {
    const size = abs(values[i]);
    if (size > largest) largest = size;
  }
  return largest;
}

function quantileOf(values: Float32Array, part: Omit<StreamPart, 'absolute'>, keep: number): number {
  if (keep === 1) return largestOf(values, part);
  const stream = quantileStream(part.count, keep);
  stream.add(values, { ...part, absolute: true });
  return stream.finish();
}

/**
 * w_max of every output in units of W [groups x outputs]: the `keep` quantile of |W| over the layer or over each
 * output's weights. model.md section 1, item 2.
 */
export function weightScale(
  matrix: LayerMatrix,
  mapping: Pick<WeightMapping, 'scale' | 'keep'>,
): Float64Array {
  const { groups, inputs, outputs, weights } = matrix;
  const scale = new Float64Array(groups * outputs);
  const { keep } = mapping;
  if (mapping.scale === 'per_layer')
    return scale.fill(quantileOf(weights, { first: 0, stride: 1, count: weights.length }, keep));
  for (let column = 0; column < scale.length; column++) {
    const group = Math.floor(column / outputs);
    const first = group * inputs * outputs + (column % outputs);
    scale[column] = quantileOf(weights, { first, stride: outputs, count: inputs }, keep);
  }
  return scale;
}
