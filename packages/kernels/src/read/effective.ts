import type { ProgrammedLayer } from '../program/program.js';
import { type SlicePlanes, slicePlanes } from './planes.js';

const f = Math.fround;

/** How a slice counts, and what its cells at w = 0 conduct. */
interface Reading {
  readonly worth: number;
  readonly decay: number;
  readonly zero: number;
}

type Cells = Pick<SlicePlanes, 'plus' | 'less'>;

/** Adds what a slice's cells give over `zero`, once read-out has divided by the decay, to sums in units of conductance. */
function addSlice(sums: Float64Array, { plus, less }: Cells, { worth, decay, zero }: Reading): void {
  for (let i = 0; i < sums.length; i++) {
    const held = less === null ? plus[i] : f(plus[i] - less[i]);
    sums[i] += worth * (held / decay - zero);
  }
}

/** Rows of `scale.length` sums in units of conductance become weights. */
function toWeights(sums: Float64Array, factor: number, scale: Float64Array, out: Float32Array): void {
  const outputs = scale.length;
  for (let first = 0; first < sums.length; first += outputs)
    for (let n = 0; n < outputs; n++) out[first + n] = sums[first + n] * factor * scale[n];
}

/** Both at once for pairs of one slice that did not age, which a training under injection meets at every step. */
function pairWeights(
  plus: Float32Array,
  less: Float32Array,
  factor: number,
  scale: Float64Array,
  out: Float32Array,
): void {
  const outputs = scale.length;
  for (let first = 0; first < plus.length; first += outputs)
    for (let n = 0; n < outputs; n++)
      out[first + n] = (0 + f(plus[first + n] - less[first + n])) * factor * scale[n];
}

/**
 * The weights that the programmed cells stand for, in units of W [groups x inputs x outputs]: the scheme's read-out of
 * model.md section 1 applied to the conductances of a unit input, converters ideal. Written to the start of `out`.
 */
export function effectiveWeights(
  layer: ProgrammedLayer,
  out: Float32Array = new Float32Array(layer.mapped.groups * layer.mapped.inputs * layer.mapped.outputs),
): Float32Array {
  const { groups, inputs, outputs, mapping, ends, scale, significance, readout, middle } = layer.mapped;
  const { decay } = layer;
  const offset = mapping.scheme === 'digital_offset';
  const size = inputs * outputs;
  const factor = readout / ends.range;
  for (let group = 0; group < groups; group++) {
    const slices = significance.map((_, slice) => slicePlanes(layer, group, slice, true, true));
    const own = scale.subarray(group * outputs, (group + 1) * outputs);
    const to = out.subarray(group * size, (group + 1) * size);
    const { plus, less } = slices[0];
    if (slices.length === 1 && less !== null && decay === 1) {
      pairWeights(plus, less, factor, own, to);
      continue;
    }
    const sums = new Float64Array(size);
    slices.forEach((cells, slice) =>
      addSlice(sums, cells, { worth: significance[slice], decay, zero: offset ? middle[slice] : 0 }),
    );
    toWeights(sums, factor, own, to);
  }
  return out;
}
