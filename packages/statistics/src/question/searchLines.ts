import type { Line } from './lines.js';
import type { Question, Values } from './points.js';
import { type Finding, search, type Searching } from './search.js';

const nothingYet: Searching = { wants: [], judged: [] };

/** Lines that differ in their last outer coordinate alone, ascending in it. */
function groupsOf(lines: readonly Line[]): number[][] {
  const groups = new Map<string, number[]>();
  lines.forEach(({ outer }, index) => {
    const key = outer.slice(0, -1).join(' ');
    groups.set(key, [...(groups.get(key) ?? []), index]);
  });
  const last = (index: number): number => lines[index].outer.at(-1) ?? 0;
  return [...groups.values()].map((group) => group.sort((a, b) => last(a) - last(b)));
}

type Range = readonly [from: number, to: number];

/** Places where the nearest searched lines on both sides ended. */
interface Ends {
  readonly left?: number;
  readonly right?: number;
}

/**
 * Searches every line. Of lines that differ in their last outer coordinate alone, the middle one comes first; each of the others waits
 * for the nearest lines before it on both sides and begins where they ended. Neighbours of a frontier lie
 * close together, so that saves chips; where verdicts only get harder along a line, it ends at the same place from any start.
 */
export function searchLines(question: Question, lines: readonly Line[], values: Values): Searching[] {
  const found: Searching[] = lines.map(() => nothingYet);
  const placeOf = ({ points }: Line, { answer }: Finding): number => {
    if (answer === null) return -1;
    const place = points.indexOf(answer);
    return question.goal === 'largest' ? place : points.length - 1 - place;
  };
  function within(group: readonly number[], [from, to]: Range, { left, right }: Ends): void {
    if (from > to) return;
    const middle = (from + to) >> 1;
    const index = group[middle];
    const ends = [left, right].filter((place) => place !== undefined);
    const hint = ends.length === 0 ? undefined : { from: Math.min(...ends), to: Math.max(...ends) };
    const state = search(question, lines[index].points, values, hint);
    found[index] = state;
    if (!('finding' in state)) return;
    const place = placeOf(lines[index], state.finding);
    within(group, [from, middle - 1], { left, right: place });
    within(group, [middle + 1, to], { left: place, right });
  }
  for (const group of groupsOf(lines)) within(group, [0, group.length - 1], {});
  return found;
}
