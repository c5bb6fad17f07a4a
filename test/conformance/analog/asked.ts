import { type MappedLayer, oracleConductance, oracleFractions, type OracleWeights } from '@kirchhoff/kernels';
import type { Configuration } from './configuration.js';

/** The settings of weights and cells that targets depend on. */
export function weightSettings({ chip }: Configuration): OracleWeights {
  const { weights, device } = chip;
  return { ...weights, ...device, onOffRatio: device.onOffRatio ?? Infinity };
}

const clipped = (w: number): number => Math.min(1, Math.max(-1, w));

/** w of every cell [groups x word lines x outputs], biases on the last line where they sit on the arrays (model.md section 1). */
export function askedWeights(
  { matrix, bias }: Configuration,
  { scale, biasRow }: Pick<MappedLayer, 'scale' | 'biasRow'>,
  inputMaximum: number,
): Float64Array {
  const { groups, inputs, outputs, weights } = matrix;
  const lines = biasRow ? inputs + 1 : inputs;
  return Float64Array.from({ length: groups * lines * outputs }, (_, at) => {
    const output = at % outputs;
    const row = Math.floor(at / outputs) % lines;
    const group = Math.floor(at / (lines * outputs));
    const largest = scale[group * outputs + output];
    if (row < inputs) {
      const weight = weights[(group * inputs + row) * outputs + output];
      return largest > 0 ? clipped(weight / largest) : 0;
    }
    const value = bias?.[group * outputs + output] ?? 0;
    return value === 0 ? 0 : clipped(value / (largest * inputMaximum));
  });
}

/** Conductances of ideal cells [S] by polarity and slice, one for each w; float64. */
export function idealPlanes(w: Float64Array, settings: OracleWeights): Float64Array[][] {
  const cells = Array.from(w, (value) => oracleFractions(value, settings));
  return cells[0].map((slices, polarity) =>
    slices.map((_, slice) =>
      Float64Array.from(cells, (cell) => oracleConductance(cell[polarity][slice], settings)),
    ),
  );
}

/** Conductance of ideal reference cells of each slice [S], float64. */
export const idealReferences = (settings: OracleWeights): number[] =>
  oracleFractions(0, { ...settings, scheme: 'reference_column' })[0].map((fraction) =>
    oracleConductance(fraction, settings),
  );
