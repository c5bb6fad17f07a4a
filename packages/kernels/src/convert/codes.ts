import type { ConverterSite } from './site.js';

/** The float32 numbers of one conversion (docs/numerics.md, sums and conversion). */
export interface ConversionNumbers {
  /** Subtracted from the sum S, in its raw units. */
  readonly low: number;
  /** Codes per raw unit. */
  readonly inverse: number;
  /** One code, in units of y times the slice's significance. */
  readonly step: number;
  /** Value of code 0, in the same units. */
  readonly base: number;
}

/** Smallest and largest code. */
export interface CodeRange {
  readonly lowest: number;
  readonly highest: number;
}

/** Codes of a converter of `bits` bits: 0 to 2^B - 1, or +-(2^(B-1) - 1). model.md section 5. */
export function codeRange(bits: number, bipolar: boolean): CodeRange {
  const highest = bipolar ? 2 ** (bits - 1) - 1 : 2 ** bits - 1;
  return { lowest: bipolar ? 0 - highest : 0, highest };
}

/** A range [low, high] in units of y as the numbers of a conversion; a range of no width decodes to its base always. `gain` is 1 + g. */
export function conversionNumbers(
  site: ConverterSite,
  codes: CodeRange,
  range: { low: number; high: number },
  significance: number,
  gain = 1,
): ConversionNumbers {
  const low = site.bipolar ? 0 : range.low;
  const step = (range.high - low) / codes.highest;
  const inverse = Math.fround(gain / (step * site.rawUnit));
  const alive = step > 0 && Number.isFinite(inverse);
  return {
    low: Math.fround(low * site.rawUnit),
    inverse: alive ? inverse : 0,
    step: alive ? Math.fround(step * significance) : 0,
    base: Math.fround(low * significance),
  };
}
