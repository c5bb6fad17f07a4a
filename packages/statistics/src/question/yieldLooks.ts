import { betaCumulative } from '../beta.js';
import { requireInside } from '../probability.js';
import { binomialCumulative } from '../quantileInterval.js';

/** Numbers of chips at which a test looks; before the look `first`, 0 unless given, it can only show that something fails. */
export interface Looks {
  readonly looks: readonly number[];
  readonly first?: number;
}

/** Numbers of failing chips at which a sequential test of a yield ends, by look. */
export interface YieldLooks {
  /** At most so many failures show that the yield reaches what is required; -1 where no outcome does. */
  readonly holds: readonly number[];
  /** At least so many failures show that it does not. */
  readonly fails: readonly number[];
}

/** Largest number of failures whose chance of so few is at most `level`; -1 where there is none. */
function fewest(chips: number, share: number, level: number): number {
  let failures = -1;
  while (failures + 1 < chips && binomialCumulative(failures + 1, chips, share) <= level) failures++;
  return failures;
}

/** Probability of `failures` or more among so many chips. */
const atLeast = (failures: number, chips: number, share: number): number =>
  failures > chips ? 0 : failures <= 0 ? 1 : betaCumulative(share, failures, chips - failures + 1);

/** Smallest number of failures whose chance of so many is at most `level`; above the number of chips where there is none. */
function most(chips: number, share: number, level: number): number {
  let failures = Math.floor(chips * share) + 1;
  while (failures <= chips && atLeast(failures, chips, share) > level) failures++;
  return failures;
}

/**
 * Exact probability that the number of failures is beyond its boundary at any look, chip by chip; outcomes that ended before count
 * once.
 */
function crossing(
  looks: readonly number[],
  share: number,
  ends: (look: number, failures: number) => boolean,
): number {
  let states = new Float64Array([1]);
  let chips = 0;
  let crossed = 0;
  looks.forEach((target, look) => {
    for (; chips < target; chips++) {
      const next = new Float64Array(states.length + 1);
      states.forEach((probability, failures) => {
        next[failures] += probability * (1 - share);
        next[failures + 1] += probability * share;
      });
      states = next;
    }
    states.forEach((probability, failures) => {
      if (!ends(look, failures)) return;
      crossed += probability;
      states[failures] = 0;
    });
  });
  return crossed;
}

/** Steps of the search for the level of a single look. */
const halvings = 12;

/** The boundaries of the largest level per look whose whole risk, computed exactly, stays within `risk`. */
function widest(
  risk: number,
  count: number,
  boundaries: (level: number) => readonly number[],
  risked: (boundaries: readonly number[]) => number,
): readonly number[] {
  if (risked(boundaries(risk)) <= risk) return boundaries(risk);
  let low = risk / count;
  let high = risk;
  for (let step = 0; step < halvings; step++) {
    const middle = (low + high) / 2;
    if (risked(boundaries(middle)) <= risk) low = middle;
    else high = middle;
  }
  return boundaries(low);
}

function compute(required: number, { looks, first = 0 }: Looks, risk: number): YieldLooks {
  const share = 1 - required;
  const holds = widest(
    risk,
    looks.length - first,
    (level) => looks.map((chips, look) => (look < first ? -1 : fewest(chips, share, level))),
    (limits) => crossing(looks, share, (look, failures) => failures <= limits[look]),
  );
  const fails = widest(
    risk,
    looks.length,
    (level) => looks.map((chips) => most(chips, share, level)),
    (limits) => crossing(looks, share, (look, failures) => failures >= limits[look]),
  );
  return { holds, fails };
}

const made = new Map<string, YieldLooks>();

/**
 * Boundaries of a sequential test of a yield (Pocock 1977, with exact binomial risk): at a yield of exactly `required`, a fraction,
 * the chance to be shown above it at any of the looks is at most `risk`, and so is the chance to be shown below it.
 */
export function yieldLooks(required: number, looks: Looks, risk: number): YieldLooks {
  requireInside(required, 'a required yield');
  requireInside(risk, 'a risk');
  const name = [required, risk, looks.first ?? 0, ...looks.looks].join(' ');
  const found = made.get(name) ?? compute(required, looks, risk);
  made.set(name, found);
  return found;
}
