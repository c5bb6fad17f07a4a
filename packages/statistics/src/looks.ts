import { requireInside } from './probability.js';

/**
 * Numbers of chips at which a study looks whether it may stop: `from`, then twice as many each time, at last `to`. Only complete
 * batches count, so when a study stops depends on its results alone.
 */
export function looksBetween(from: number, to: number): number[] {
  if (!(from >= 1 && to >= from)) throw new RangeError(`there are no looks from ${from} to ${to} chips`);
  const looks: number[] = [];
  for (let chips = from; chips < to; chips *= 2) looks.push(chips);
  return [...looks, to];
}

/** Fewest chips that are looked at. */
const leastChips = 4;

/** Looks before `from`, an eighth, a quarter and half of it: too few to show that something holds, enough to see that it fails by far. */
export const looksBefore = (from: number): number[] =>
  [8, 4, 2].map((part) => Math.ceil(from / part)).filter((chips) => chips >= leastChips && chips < from);

/** Weight of the first look's small sample in the risk; see `lookConfidence`. */
const smallSample = 6;

/**
 * Confidence of the interval at every look, so that the interval at the look that stops keeps `confidence`: the risk is divided by
 * the number of looks (Bonferroni) or by 1 + 6 / from, whichever is less. Waiting for a narrow interval favours samples whose
 * deviation is too small, the more so the fewer chips the first look has; test/statistics shows the coverage by simulation.
 */
export function lookConfidence(confidence: number, from: number, to: number): number {
  requireInside(confidence, 'a confidence');
  const looks = looksBetween(from, to).length;
  return 1 - (1 - confidence) / Math.min(looks, 1 + smallSample / from);
}
