import type { CodeRange } from './codes.js';

/** How often converters gave every code, counted while a layer is read. */
export interface CodeTally {
  /** The code of the first count; meaningful once something has been converted. */
  lowest: number;
  /** By code, from the lowest; empty until something has been converted. */
  counts: Float64Array;
  /** Conversions below and above the ends of the range: they are counted at the ends too. */
  below: number;
  above: number;
}

export const codeTally = (): CodeTally => ({ lowest: 0, counts: new Float64Array(0), below: 0, above: 0 });

/** Makes room for the codes of a converter. */
export function openTally(tally: CodeTally, { lowest, highest }: CodeRange): CodeTally {
  if (tally.counts.length > 0) return tally;
  tally.lowest = lowest;
  tally.counts = new Float64Array(highest - lowest + 1);
  return tally;
}
