import type { WeightMapping } from './mapping.js';
import { roundEven } from './round.js';
import { digitFraction, type Slicing } from './slices.js';

/** gamma of the cell of one polarity and slice for a weight w in [-1, 1], before rounding to levels. */
export type CellFraction = (w: number) => number;

const positive = (value: number): number => (value > 0 ? value : 0);

/** Whether w = 0 sits at mid-range. */
export const isCentred = ({ scheme, centred }: WeightMapping): boolean =>
  scheme !== 'differential_pair' || centred;

function wholeWeight(mapping: WeightMapping, sign: number): CellFraction {
  return isCentred(mapping) ? (w) => (1 + sign * w) / 2 : (w) => positive(sign * w);
}

/** The target fraction of a cell; the table of model.md section 1, item 4, with items 3 for slices. */
export function cellFraction(
  mapping: WeightMapping,
  cuts: Slicing,
  cell: { sign: number; slice: number },
): CellFraction {
  const { largest, radix } = cuts;
  const { sign, slice } = cell;
  const whole = wholeWeight(mapping, sign);
  if (largest === null) return whole;
  if (radix === null) return (w) => whole(roundEven(w * largest) / largest);
  if (mapping.scheme === 'differential_pair' && !mapping.centred)
    return (w) => digitFraction(positive(sign * roundEven(w * largest)), slice, radix);
  return (w) => digitFraction(sign * roundEven(w * largest) + largest, slice, radix);
}

/** gamma of the middle of the range, w = 0: of reference cells and of G_mid. */
export const middleFraction = (cuts: Slicing, slice: number): number =>
  cuts.radix === null || cuts.largest === null ? 0.5 : digitFraction(cuts.largest, slice, cuts.radix);
