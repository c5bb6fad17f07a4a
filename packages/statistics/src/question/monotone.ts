import { meanInterval } from '../meanInterval.js';
import { binomialCumulative } from '../quantileInterval.js';
import { asYield, isUpward, type Requirement } from './judge.js';
import type { Bracket } from './locate.js';
import type { Judged, PointValues, Question } from './points.js';

/** A point that was judged, its place along the line and what its chips gave. */
export interface Probe extends Judged {
  readonly place: number;
  readonly values: PointValues;
}

/** How surely a difference is to be shown (one-sided), and the step between possible differences. */
interface Bar {
  readonly level: number;
  readonly resolution: number;
}

/** Whether the same chips are shown to do better at the second point than at the first. */
function isBetter(
  requirement: Requirement,
  [first, second]: readonly [readonly number[], readonly number[]],
  { level, resolution }: Bar,
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
      resolution,
    ).low > 0
  );
}

/**
 * Places that contradict the assumption that a requirement only gets harder along a line: a point that fails before the answer or holds
 * beyond it, and of two points the one off the answer where the harder is shown to do better on the same chips (sign test of the chips
 * that pass, or paired t; the risk divided by all pairs).
 */
export function contradictions(
  { requires, confidence, resolutionOf }: Question,
  probes: readonly Probe[],
  { low, high }: Bracket,
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
  const level = (1 - confidence) / Math.max(1, pairs.length * parts.length);
  for (const { easier, harder } of pairs)
    for (const { requirement, which, network } of parts) {
      const [from, to] = [easier, harder].map(({ values }) => values[which][network]);
      const steps = [easier, harder].map(({ point }) => resolutionOf?.(point, which) ?? 0);
      if (isBetter(requirement, [from, to], { level, resolution: Math.hypot(...steps) }))
        found.add(harder.place > high ? harder.place : easier.place);
    }
  return [...found].sort((a, b) => a - b);
}
