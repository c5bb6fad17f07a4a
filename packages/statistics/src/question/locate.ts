import type { Verdict } from './judge.js';

/** Neighbours along a line, easiest first, between which a requirement stops being shown: -1 and the length are its ends. */
export interface Bracket {
  readonly low: number;
  readonly high: number;
}

/** Places between which the bracket's lower end is expected. */
export interface Hint {
  readonly from: number;
  readonly to: number;
}

/**
 * Halves a line until one place holds and the next does not, taking `open` for `fails`. With a hint it begins there and goes outwards
 * in steps that double. Undefined while a verdict is missing.
 */
export function locate(
  length: number,
  verdictAt: (place: number) => Verdict | undefined,
  hint?: Hint,
): Bracket | undefined {
  let [low, high] = [-1, length];
  let step = hint === undefined ? length : Math.max(1, (hint.to - hint.from) >> 1);
  let next = hint === undefined ? (low + high) >> 1 : (hint.from + hint.to) >> 1;
  while (high - low > 1) {
    const place = Math.min(high - 1, Math.max(low + 1, next));
    const verdict = verdictAt(place);
    if (verdict === undefined) return undefined;
    if (verdict === 'holds') low = place;
    else high = place;
    const outward = verdict === 'holds' ? low + step : high - step;
    next = outward > low && outward < high ? outward : (low + high) >> 1;
    step *= 2;
  }
  return { low, high };
}
