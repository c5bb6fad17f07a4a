import { synonymOf } from './synonyms.js';

/** Edits (insert, delete, replace, swap of neighbours) from one word to another. */
export function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(row[j - 1] + 1, last[j] + 1, last[j - 1] + cost);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    before = last;
    last = row;
  }
  return last[b.length];
}

/** The candidate that `word` most likely means: a synonym of the glossary, else the nearest spelling. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  if (word.length > 60) return undefined;
  const synonym = synonymOf(word, candidates);
  if (synonym !== undefined) return synonym;
  const wanted = plainer(word);
  const limit = Math.max(1, Math.floor(wanted.length / 3));
  let best: string | undefined;
  let least = limit + 1;
  for (const candidate of candidates) {
    const edits = distance(wanted, plainer(candidate));
    if (edits < least) [best, least] = [candidate, edits];
  }
  return best;
}

const plainer = (word: string): string => word.toLowerCase().replaceAll(/[_-]/g, '');
