import { meanInterval } from '../meanInterval.js';
import { binomialCumulative } from '../quantileInterval.js';
import { asYield, isUpward, type Requirement } from './judge.js';
import type { Bracket } from './locate.js';
import type { Judged, PointValues } from './points.js';

/** A point that was judged, its place along the line and what its chips gave. */
export interface Probe extends Judged {
  readonly place: number;
  readonly values: PointValues;
}

/** Whether the same chips are shown to do better at the second point than at the first, at this level (one-sided). */
function isBetter(
  requirement: Requirement,
  first: readonly number[],
  second: readonly number[],
  level: number,
): boolean {
  const share = asYield(requirement);
  const chips = Math.min(first.length, second.length);
  if (share !== undefined) {
    const passes = (values: readonly number[], chip: number): boolean => share.passes(values[chip]);
    let [gained, lost] = [0, 0];
    for (let chip = 0; chip < chips; chip++) {
      if (passes(second, chip) && !passes(first, chip)) gained++;
      if (passes(first, chip) && !passes(second, chip)) lost++;
    }
    return gained > 0 && binomialCumulative(lost, gained + lost, 0.5) <= level;
  }
  if (requirement.left.kind === 'deviation' || chips < 2) return false;
  const gain = (chip: number): number =>
    (isUpward(requirement.operator) ? 1 : -1) * (second[chip] - first[chip]);
  return (
    meanInterval(
      Array.from({ length: chips }, (_, chip) => gain(chip)),
      1 - 2 * level,
    ).low > 0
  );
}

/**
 * Places that contradict the assumption that a requirement only gets harder along a line: a point that fails before the answer or holds
 * beyond it, and of two points the one off the answer where the harder is shown to do better on the same chips (sign test of the chips
 * that pass, or paired t; the risk divided by all pairs).
 */
export function contradictions(
  requires: readonly Requirement[],
  probes: readonly Probe[],
  { low, high }: Bracket,
  risk: number,
): number[] {
  const found = new Set<number>();
  for (const { place, verdict } of probes)
    if ((verdict === 'fails' && place < low) || (verdict === 'holds' && place > high)) found.add(place);
  const pairs = probes.flatMap((easier) =>
    probes.filter(({ place }) => place > easier.place).map((harder) => ({ easier, harder })),
  );
  const parts = requires.flatMap((requirement, which) =>
    (probes[0]?.values[which] ?? []).map((_, network) => ({ requirement, which, network })),
  );
  const level = risk / Math.max(1, pairs.length * parts.length);
  for (const { easier, harder } of pairs)
    for (const { requirement, which, network } of parts)
      if (isBetter(requirement, easier.values[which][network], harder.values[which][network], level))
        found.add(harder.place > high ? harder.place : easier.place);
  return [...found].sort((a, b) => a - b);
}
