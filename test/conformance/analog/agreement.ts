import { oracleRead } from '@kirchhoff/kernels';
import type { Configuration } from './configuration.js';
import type { BuiltLayer, Outputs } from './layer.js';
import { fractionsOf, oracleTwins } from './twin.js';

/** What float64 expects of every output of a read (law 0). */
export interface Expectation {
  /** By group [count x outputs], and how far float32 may be off. */
  readonly values: readonly Float64Array[];
  readonly allowed: readonly Float64Array[];
  readonly conversions: number;
  /** Conversions so near a tie that they may go the other way by one code. */
  readonly excused: number;
}

/** Every output of a built layer by the oracle: ties may go the other way by one code, sums may round. */
export function expectation(setting: Configuration, built: BuiltLayer): Expectation {
  const { inputs, outputs: width, groups } = setting.matrix;
  const drives = built.coding.serial?.slices ?? 1;
  const idealTerms = built.mapped.inputs * built.mapped.significance.length * drives;
  const empty = (): Float64Array[] =>
    Array.from({ length: groups }, () => new Float64Array(setting.count * width));
  const [values, allowed] = [empty(), empty()];
  let [conversions, excused] = [0, 0];
  for (let group = 0; group < groups; group++) {
    const twinOf = oracleTwins(setting, built, group);
    for (let m = 0; m < setting.count; m++) {
      const twin = twinOf(m);
      const x = fractionsOf(built, built.driven[group].subarray(m * inputs, (m + 1) * inputs));
      for (let n = 0; n < width; n++) {
        const exact = oracleRead(twin, x, n);
        const bias = setting.bias === null || built.mapped.biasRow ? 0 : setting.bias[group * width + n];
        const terms = setting.chip.adc === null ? idealTerms : exact.conversions;
        const rounding = 2 ** -24 * ((2 * terms + 8) * exact.magnitude + 2 * Math.abs(bias));
        values[group][m * width + n] = exact.value + bias;
        allowed[group][m * width + n] = exact.tieAllowance * (1 + 1e-6) + exact.formingAllowance + rounding;
        conversions += exact.conversions;
        excused += exact.nearTies;
      }
    }
  }
  return { values, allowed, conversions, excused };
}

/** The largest |difference| from the oracle over what law 0 allows. */
export function worst({ values, allowed }: Expectation, outputs: Outputs): number {
  let most = 0;
  outputs.values.forEach((found, group) =>
    found.forEach((value, at) => {
      const difference = Math.abs(value - values[group][at]);
      if (difference > 0 || Number.isNaN(difference)) most = Math.max(most, difference / allowed[group][at]);
    }),
  );
  return most;
}
