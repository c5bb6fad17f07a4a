import { looksBetween } from '../looks.js';
import { isHopeless, judge, type Requirement, type Verdict } from './judge.js';

/** What a search asks: every requirement must hold for every network. */
export interface Question {
  readonly goal: 'smallest' | 'largest';
  readonly requires: readonly Requirement[];
  readonly trials: { readonly from: number; readonly to: number };
  readonly confidence: number;
  /** The step between the values that a requirement judges at a point; none where it is not given. */
  readonly resolutionOf?: (point: number, which: number) => number;
}

/** The values of a point: by requirement, network and chip; undefined while some of the first `trials` chips are missing. */
export type Values = (
  point: number,
  trials: number,
) => readonly (readonly (readonly number[])[])[] | undefined;

/** A point that was judged, and with how many chips of every network. */
export interface Judged {
  readonly point: number;
  readonly trials: number;
  readonly verdict: Verdict;
}

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
  | { readonly finding: Finding }
  | {
      readonly wants: readonly { readonly point: number; readonly trials: number }[];
      readonly judged: readonly Judged[];
    };

const togetherOf = (verdicts: readonly Verdict[]): Verdict =>
  verdicts.includes('fails') ? 'fails' : verdicts.every((verdict) => verdict === 'holds') ? 'holds' : 'open';

/** A look at a point: how many chips so far, and how many still to come. */
interface Sight {
  readonly point: number;
  readonly index: number;
}

/**
 * The verdict at a look. For `holds` every part must be shown, so none needs a correction (Berger 1982); the risk of `fails` is
 * divided by the parts.
 */
function verdictAt(
  { requires, trials, confidence, resolutionOf }: Question,
  { point, index }: Sight,
  parts: NonNullable<ReturnType<Values>>,
): Verdict {
  const looks = looksBetween(trials.from, trials.to);
  const risk = 1 - confidence;
  const count = parts.reduce((sum, networks) => sum + networks.length, 0);
  const part = (share: number): Verdict[] =>
    parts.flatMap((networks, which) =>
      networks.map((values) =>
        judge(requires[which], values, {
          looks,
          index,
          risk: risk / share,
          resolution: resolutionOf?.(point, which),
        }),
      ),
    );
  const verdict = togetherOf(part(1));
  return verdict === 'fails' && count > 1 ? togetherOf(part(count)) : verdict;
}

/** True where some part of an open verdict is not worth the chips that are left. */
function givesUp(
  { requires, trials, confidence }: Question,
  index: number,
  parts: NonNullable<ReturnType<Values>>,
): boolean {
  const look = { looks: looksBetween(trials.from, trials.to), index, risk: 1 - confidence };
  return parts.some((networks, which) =>
    networks.some((values) => isHopeless(requires[which], values, look)),
  );
}

/** Judges points with as many chips as their verdict needs, and notes those that are missing. */
function bench(question: Question, values: Values) {
  const looks = looksBetween(question.trials.from, question.trials.to);
  const judged = new Map<number, Judged>();
  const wanted = new Map<number, number>();
  const judgeUntil = (point: number, last: number): Verdict | undefined => {
    const known = judged.get(point);
    if (known !== undefined) return known.verdict;
    for (let index = 0; index <= last; index++) {
      const parts = values(point, looks[index]);
      if (parts === undefined) {
        wanted.set(point, Math.max(looks[index], wanted.get(point) ?? 0));
        return undefined;
      }
      const verdict = verdictAt(question, { point, index }, parts);
      if (verdict === 'open' && index < last && !givesUp(question, index, parts)) continue;
      judged.set(point, { point, trials: looks[index], verdict });
      return verdict;
    }
    return 'open';
  };
  return {
    wants: () => [...wanted].map(([point, trials]) => ({ point, trials })),
    judged,
    /** Undefined while chips are missing. */
    settle: (point: number): Verdict | undefined => judgeUntil(point, looks.length - 1),
    /** With the chips of the first look alone. */
    glance: (point: number): Verdict | undefined => judgeUntil(point, 0),
  };
}

/** Places along the line, easiest first, between which the requirement stops being shown; undefined while chips are missing. */
function bisect(
  line: readonly number[],
  settle: (point: number) => Verdict | undefined,
): { readonly low: number; readonly high: number } | undefined {
  let [low, high] = [-1, line.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    const verdict = settle(line[middle]);
    if (verdict === undefined) return undefined;
    if (verdict === 'holds') low = middle;
    else high = middle;
  }
  return { low, high };
}

/**
 * Searches a line of points, in ascending order of the value searched, for the last one that is shown to meet the requirements: by
 * bisection, each point with as many chips as its verdict needs. It assumes that the requirement gets harder towards the goal, and
 * looks with the first chips of both ends whether that is so. Everything is decided from known values alone.
 */
export function search(question: Question, ascending: readonly number[], values: Values): Searching {
  const line = question.goal === 'largest' ? ascending : [...ascending].reverse();
  const { wants, judged, settle, glance } = bench(question, values);
  const ends = bisect(line, settle);
  const seen = { easiest: glance(line[0]), hardest: glance(line[line.length - 1]) };
  const missing = wants();
  if (ends === undefined || missing.length > 0)
    return {
      wants: missing,
      judged: [...judged.values()].filter(({ point }) => missing.every((want) => want.point !== point)),
    };
  const { low, high } = ends;
  return {
    finding: {
      answer: line[low] ?? null,
      beyond: line[high] ?? null,
      judged: [...judged.values()],
      against: [
        ...(low > 0 && seen.easiest === 'fails' ? [line[0]] : []),
        ...(high < line.length - 1 && seen.hardest === 'holds' ? [line[line.length - 1]] : []),
      ],
    },
  };
}
