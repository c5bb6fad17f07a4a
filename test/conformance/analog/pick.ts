import { fold, type Key, key, uniforms } from '@kirchhoff/random';

/** Choices made from one seed, the same on every machine. */
export interface Picker {
  /** Uniform in (0, 1]. */
  readonly unit: () => number;
  /** A whole number from `low` to `high`. */
  readonly whole: (low: number, high: number) => number;
  readonly one: <T>(choices: readonly T[]) => T;
  readonly chance: (probability: number) => boolean;
}

export function picker(seed: number, purpose: string): Picker {
  const own: Key = fold(fold(key(seed), 'conformance'), purpose);
  const block = new Float32Array(512);
  let used = block.length;
  let page = 0;
  const unit = (): number => {
    if (used === block.length) {
      uniforms(fold(own, page++), block.length, block);
      used = 0;
    }
    return block[used++];
  };
  const whole = (low: number, high: number): number =>
    Math.min(high, low + Math.floor(unit() * (high - low + 1)));
  return {
    unit,
    whole,
    one: (choices) => choices[whole(0, choices.length - 1)],
    chance: (probability) => unit() <= probability,
  };
}

/** The number of random configurations: few in CI, many with KIRCHHOFF_FULL=1. */
export const counts = (quick: number, full: number): number =>
  process.env.KIRCHHOFF_FULL === '1' ? full : quick;
