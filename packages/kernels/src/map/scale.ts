import { quantileStream } from '../calibrate/quantile.js';
import type { LayerMatrix, WeightMapping } from './mapping.js';

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
  if (mapping.scale === 'per_layer') {
    const stream = quantileStream(weights.length, mapping.keep);
    stream.add(weights, { first: 0, stride: 1, count: weights.length, absolute: true });
    return scale.fill(stream.finish());
  }
  for (let column = 0; column < scale.length; column++) {
    const group = Math.floor(column / outputs);
    const stream = quantileStream(inputs, mapping.keep);
    const first = group * inputs * outputs + (column % outputs);
    stream.add(weights, { first, stride: outputs, count: inputs, absolute: true });
    scale[column] = stream.finish();
  }
  return scale;
}
