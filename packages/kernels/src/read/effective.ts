import type { ProgrammedLayer } from '../program/program.js';
import { slicePlanes } from './planes.js';

/**
 * The weights that the programmed cells stand for, in units of W [groups x inputs x outputs]: the scheme's read-out of
 * model.md section 1 applied to the conductances of a unit input, converters ideal.
 */
export function effectiveWeights(layer: ProgrammedLayer): Float32Array {
  const { groups, inputs, outputs, mapping, ends, scale, significance, readout, middle } = layer.mapped;
  const { decay } = layer;
  const offset = mapping.scheme === 'digital_offset';
  const size = inputs * outputs;
  const sums = new Float64Array(groups * size);
  for (let group = 0; group < groups; group++)
    significance.forEach((worth, slice) => {
      const { plus } = slicePlanes(layer, group, slice, true);
      const zero = offset ? middle[slice] : 0;
      for (let i = 0; i < size; i++) sums[group * size + i] += worth * (plus[i] / decay - zero);
    });
  const factor = readout / ends.range;
  const weights = new Float32Array(sums.length);
  for (let row = 0, at = 0; row < groups * inputs; row++) {
    const first = Math.floor(row / inputs) * outputs;
    for (let output = 0; output < outputs; output++, at++)
      weights[at] = sums[at] * factor * scale[first + output];
  }
  return weights;
}
