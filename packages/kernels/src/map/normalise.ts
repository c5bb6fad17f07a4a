import type { LayerMatrix } from './mapping.js';

/** Biases on the arrays: one more word line at full drive (model.md section 1). */
export interface BiasRow {
  /** [groups x outputs], in units of the layer's outputs. */
  readonly values: Float32Array;
  /** x_max, the activation that full drive stands for. */
  readonly inputMaximum: number;
}

/** w of every cell of a layer. */
export interface NormalisedWeights {
  /** [groups x inputs x outputs], in [-1, 1]; the row of biases last. In memory that the next layer overwrites. */
  readonly w: Float64Array;
  /** Word lines of one group. */
  readonly inputs: number;
  readonly clippedBiases: number;
}

/** Fresh memory costs more than what is written to it. */
let memory = new Float64Array(0);

function memoryOf(count: number): Float64Array {
  if (memory.length < count) memory = new Float64Array(count);
  return memory.subarray(0, count);
}

const clipped = (w: number): number => (w > 1 ? 1 : w < -1 ? -1 : w);

/** W / w_max, clipped; 0 where w_max is 0 and there is nothing to hold. */
export const normalised = (weight: number, largest: number): number =>
  largest > 0 ? clipped(weight / largest) : 0;

/** w = W / w_max, and bias / (w_max x_max) for the row of biases, clipped; 0 where w_max is 0 and there is nothing to hold. */
export function normalise(matrix: LayerMatrix, scale: Float64Array, bias: BiasRow | null): NormalisedWeights {
  const { groups, inputs, outputs, weights } = matrix;
  const lines = bias === null ? inputs : inputs + 1;
  const w = memoryOf(groups * lines * outputs);
  let clippedBiases = 0;
  for (let group = 0, from = 0, at = 0; group < groups; group++) {
    const first = group * outputs;
    for (let row = 0; row < inputs; row++)
      for (let output = 0; output < outputs; output++, from++, at++) {
        const largest = scale[first + output];
        w[at] = normalised(weights[from], largest);
      }
    if (bias === null) continue;
    for (let output = 0; output < outputs; output++, at++) {
      const value = bias.values[first + output];
      const held = value === 0 ? 0 : value / (scale[first + output] * bias.inputMaximum);
      if (held > 1 || held < -1) clippedBiases++;
      w[at] = clipped(held);
    }
  }
  return { w, inputs: lines, clippedBiases };
}
