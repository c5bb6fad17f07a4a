import type { WeightMapping } from './mapping.js';

/** How a weight w in [-1, 1] is cut into digits (model.md section 1, item 3); one slice where a cell holds it whole. */
export interface Slicing {
  /** Slice i counts radix^i times. */
  readonly significance: readonly number[];
  /** 2^cellBits; null where w is not sliced. */
  readonly radix: number | null;
  /** 2^(bits - 1) - 1, the largest integer weight; null for floats. */
  readonly largest: number | null;
  /** w = readout x sum over slices of significance x (difference of conductances) / (G_on - G_off). */
  readonly readout: number;
}

export function slicing(mapping: WeightMapping): Slicing {
  const pair = mapping.scheme === 'differential_pair';
  const largest = mapping.bits === null ? null : 2 ** (mapping.bits - 1) - 1;
  if (mapping.bits === null || largest === null || mapping.cellBits === null)
    return { significance: [1], radix: null, largest, readout: pair ? 1 : 2 };
  const digitBits = pair && !mapping.centred ? mapping.bits - 1 : mapping.bits;
  const radix = 2 ** mapping.cellBits;
  const count = Math.ceil(digitBits / mapping.cellBits);
  const significance = Array.from({ length: count }, (_, slice) => radix ** slice);
  const readout = (radix - 1) / (largest * (pair && mapping.centred ? 2 : 1));
  return { significance, radix, largest, readout };
}

const { floor } = Math;

/** Digit `slice` of a whole number as a fraction of the largest digit. */
export const digitFraction = (value: number, slice: number, radix: number): number =>
  (floor(value / radix ** slice) % radix) / (radix - 1);
