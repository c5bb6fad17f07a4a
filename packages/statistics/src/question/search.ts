import { type Bracket, type Hint, locate } from './locate.js';
import { contradictions, type Probe } from './monotone.js';
import {
  type ChipWant,
  type Judged,
  type PointJudge,
  pointJudge,
  type Question,
  type Values,
} from './points.js';

/** What a search along one line of points found. */
export interface Finding {
  /** The last point that is shown to meet the requirement; null where none is. */
  readonly answer: number | null;
  /** The neighbour that is not shown to meet it; null where the answer is the end of the line. */
  readonly beyond: number | null;
  readonly judged: readonly Judged[];
  /** Points that contradict the assumption that the requirement only gets harder. */
  readonly against: readonly number[];
}

/** A search that is over, or the chips it needs next. */
export type Searching =
  { readonly finding: Finding } | { readonly wants: readonly ChipWant[]; readonly judged: readonly Judged[] };

/** The middle of the widest gap between neighbouring places of a list; undefined where there is none. */
function widestMiddle(places: readonly number[]): number | undefined {
  const sorted = [...new Set(places)].sort((a, b) => a - b);
  const gaps = sorted.slice(1).map((place, index) => ({ from: sorted[index], size: place - sorted[index] }));
  const widest = gaps.reduce((best, gap) => (gap.size > best.size ? gap : best), { from: 0, size: 1 });
  return widest.size > 1 ? widest.from + (widest.size >> 1) : undefined;
}

/**
 * Looks where the search did not: at both ends, and in the middle of the widest gap on either side of the answer. Where a point beyond it
 * does not fail at once, the answer's neighbour is drawn as many chips to be compared.
 */
function lookAround(
  line: readonly number[],
  places: readonly number[],
  { low, high }: Bracket,
  { judge, draw, judged }: PointJudge,
): void {
  const last = line.length - 1;
  const easier = widestMiddle([0, ...places.filter((place) => place <= low)]);
  const harder = widestMiddle([last, ...places.filter((place) => place > low)]);
  judge(line[0], 'glance');
  if (easier !== undefined) judge(line[easier], 'glance');
  for (const place of [last, harder]) {
    if (place === undefined || place <= high || judge(line[place], 'first') !== 'open') continue;
    draw(line[high], judged().find(({ point }) => point === line[place])!.trials);
  }
}

/**
 * Searches a line of points, in ascending order of the value searched, for the last one that is shown to meet the requirements: by
 * halving, from the places of `hint` where it is given, each point with as many chips as its verdict needs. It assumes that the
 * requirement gets harder towards the goal, and tests that on all points it judged, and on some that it would not need. Everything is
 * decided from known values alone.
 */
export function search(
  question: Question,
  ascending: readonly number[],
  values: Values,
  hint?: Hint,
): Searching {
  const line = question.goal === 'largest' ? ascending : [...ascending].reverse();
  const judge = pointJudge(question, values);
  const places: number[] = [];
  const bracket = locate(
    line.length,
    (place) => {
      places.push(place);
      return judge.judge(line[place], 'all');
    },
    hint,
  );
  if (bracket !== undefined) lookAround(line, places, bracket, judge);
  const wants = judge.wants();
  const judged = judge.judged();
  if (bracket === undefined || wants.length > 0)
    return { wants, judged: judged.filter(({ point }) => wants.every((want) => want.point !== point)) };
  const probes = judged.map((each): Probe => ({
    ...each,
    place: line.indexOf(each.point),
    values: values(each.point, each.trials)!,
  }));
  const against = contradictions(question, probes, bracket);
  return {
    finding: {
      answer: line[bracket.low] ?? null,
      beyond: line[bracket.high] ?? null,
      judged,
      against: against.map((place) => line[place]),
    },
  };
}
