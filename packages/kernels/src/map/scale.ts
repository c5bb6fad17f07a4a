import { quantileStream } from '../calibrate/quantile.js';
import { largest, type Strided } from '../digital/largest.js';
import type { Pointwise } from '../products/pointwise.js';
import type { LayerMatrix, WeightMapping } from './mapping.js';

function quantileOf(values: Float32Array, part: Strided, keep: number): number {
  if (keep === 1) return largest(values, part);
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
  pointwise?: Pick<Pointwise, 'largest'>,
): Float64Array {
  const { groups, inputs, outputs, weights } = matrix;
  const scale = new Float64Array(groups * outputs);
  const { keep } = mapping;
  if (mapping.scale === 'per_layer' && keep === 1 && pointwise) return scale.fill(pointwise.largest(weights));
  if (mapping.scale === 'per_layer')
    return scale.fill(quantileOf(weights, { first: 0, stride: 1, count: weights.length }, keep));
  for (let column = 0; column < scale.length; column++) {
    const group = Math.floor(column / outputs);
    const first = group * inputs * outputs + (column % outputs);
    scale[column] = quantileOf(weights, { first, stride: outputs, count: inputs }, keep);
  }
  return scale;
}
