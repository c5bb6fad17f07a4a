import { looksBefore, looksBetween } from '../looks.js';
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

/** The values of a point: by requirement, network and chip. */
export type PointValues = readonly (readonly (readonly number[])[])[];

/** The values of a point; undefined while some of the first `trials` chips are missing. */
export type Values = (point: number, trials: number) => PointValues | undefined;

/** A point that was judged, and with how many chips of every network. */
export interface Judged {
  readonly point: number;
  readonly trials: number;
  readonly verdict: Verdict;
}

/** A point and the chips it needs. */
export interface ChipWant {
  readonly point: number;
  readonly trials: number;
}

/** How far a point is judged at most: until it is seen to fail by far, as soon as it can hold, or until all chips are spent. */
export type Depth = 'glance' | 'first' | 'all';

/** Judges points with as many chips as their verdict needs, and notes the chips that are missing. */
export interface PointJudge {
  /** Undefined while chips are missing; a later call may judge the same point deeper. */
  readonly judge: (point: number, depth: Depth) => Verdict | undefined;
  /** Asks for chips of a judged point beyond those of its verdict, to compare it with another. */
  readonly draw: (point: number, trials: number) => void;
  readonly judged: () => Judged[];
  readonly wants: () => ChipWant[];
}

const togetherOf = (verdicts: readonly Verdict[]): Verdict =>
  verdicts.includes('fails') ? 'fails' : verdicts.every((verdict) => verdict === 'holds') ? 'holds' : 'open';

/** All looks of a question, and the first at which a requirement can be shown. */
function looksOf({ trials: { from, to } }: Question): {
  readonly looks: readonly number[];
  readonly first: number;
} {
  const before = looksBefore(from);
  return { looks: [...before, ...looksBetween(from, to)], first: before.length };
}

/** A look at a point. */
interface Sight {
  readonly point: number;
  readonly index: number;
}

/**
 * The verdict at a look. For `holds` every part must be shown, so none needs a correction (Berger 1982); the risk of `fails` is
 * divided by the parts.
 */
function verdictAt(question: Question, { point, index }: Sight, parts: PointValues): Verdict {
  const risk = 1 - question.confidence;
  const count = parts.reduce((sum, networks) => sum + networks.length, 0);
  const part = (share: number): Verdict[] =>
    parts.flatMap((networks, which) =>
      networks.map((values) =>
        judge(question.requires[which], values, {
          ...looksOf(question),
          index,
          risk: risk / share,
          resolution: question.resolutionOf?.(point, which),
        }),
      ),
    );
  const verdict = togetherOf(part(1));
  return verdict === 'fails' && count > 1 ? togetherOf(part(count)) : verdict;
}

/** True where some part of an open verdict is not worth the chips that are left. */
function givesUp(question: Question, index: number, parts: PointValues): boolean {
  const look = { ...looksOf(question), index, risk: 1 - question.confidence };
  return parts.some((networks, which) =>
    networks.some((values) => isHopeless(question.requires[which], values, look)),
  );
}

/** A judge of points that decides from known values alone. */
export function pointJudge(question: Question, values: Values): PointJudge {
  const { looks, first } = looksOf(question);
  const last = { glance: Math.max(0, first - 1), first, all: looks.length - 1 } as const;
  const settled = new Map<number, Judged>();
  const reached = new Map<number, { readonly index: number; readonly judged: Judged }>();
  const wanted = new Map<number, number>();
  const want = (point: number, trials: number): void =>
    void wanted.set(point, Math.max(trials, wanted.get(point) ?? 0));
  const judgeTo = (point: number, depth: Depth): Verdict | undefined => {
    const known = settled.get(point);
    if (known !== undefined) return known.verdict;
    for (let index = reached.get(point)?.index ?? 0; index <= last[depth]; index++) {
      const trials = looks[index];
      const parts = values(point, trials);
      if (parts === undefined) {
        want(point, trials);
        return undefined;
      }
      const judged = { point, trials, verdict: verdictAt(question, { point, index }, parts) };
      reached.set(point, { index, judged });
      if (judged.verdict !== 'open' || index === looks.length - 1 || givesUp(question, index, parts)) {
        settled.set(point, judged);
        return judged.verdict;
      }
    }
    return 'open';
  };
  return {
    judge: judgeTo,
    draw(point, trials) {
      const known = reached.get(point);
      if (known === undefined || known.judged.trials >= trials) return;
      if (values(point, trials) === undefined) want(point, trials);
      else reached.set(point, { ...known, judged: { ...known.judged, trials } });
    },
    judged: () => [...reached.values()].map(({ judged }) => judged),
    wants: () => [...wanted].map(([point, trials]) => ({ point, trials })),
  };
}
