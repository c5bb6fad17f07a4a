import type { Body, Comment, Item, Trivia } from '../syntax/ast.js';
import { commentText, setRun } from './entry.js';
import type { Entry } from './entry.js';
import { entryOf, leftWidths } from './items.js';

/** Ranks the items of a block; equal ranks keep the author's order. */
export type Order = (blockPath: readonly string[], name: string) => number;

export interface Layout {
  readonly indent: string;
  /** Words of the enclosing blocks. */
  readonly path: readonly string[];
  readonly order?: Order;
}

/** The lines between the braces of a body. */
export function setBody(body: Body, layout: Layout): string[] {
  const items = sorted(body.items, layout);
  const trivia = items.map((item) => item.trivia);
  const widths = runWidths(items);
  const entries = items.map((item, index) => entryOf(item, layout, widths[index]));
  return [...setEntries(entries, trivia, layout.indent), ...commentLines(body.below, layout.indent)];
}

function sorted(items: readonly Item[], { order, path }: Layout): readonly Item[] {
  if (!order) return items;
  return items.slice().sort((left, right) => order(path, nameOf(left)) - order(path, nameOf(right)));
}

function nameOf(item: Item): string {
  if (item.kind === 'field') return item.path.names.map((name) => name.text).join('.');
  return item.kind === 'element' ? item.word.text : item.kind;
}

/** For each item the width of the names of its run, so that it is known which values must be wrapped. */
function runWidths(items: readonly Item[]): number[] {
  const paths = Math.max(0, ...items.map((item) => leftWidths(item)[0]));
  const names = Math.max(0, ...items.map((item) => leftWidths(item)[1]));
  return items.map(() => paths + (names > 0 ? names + 1 : 0));
}

/** Sets entries with their comments above, blank lines where the author left them, and runs in columns. */
export function setEntries(entries: readonly Entry[], trivia: readonly Trivia[], indent: string): string[] {
  const lines: string[] = [];
  let start = 0;
  for (let index = 0; index < entries.length; index++) {
    const next = trivia[index + 1];
    const endsRun =
      next === undefined || next.blankBefore || entries[index].isOpen || entries[index + 1].isOpen;
    if (!endsRun) continue;
    const set = setRun(entries.slice(start, index + 1), indent);
    set.forEach((entryLines, offset) => {
      const { above, blankBefore } = trivia[start + offset];
      if (blankBefore && lines.length > 0) lines.push('');
      lines.push(...commentLines(above, indent, true), ...entryLines);
    });
    start = index + 1;
  }
  return lines;
}

/** Comments on lines of their own; the paragraph behind the last one counts only where something follows. */
export function commentLines(comments: readonly Comment[], indent: string, isAbove = false): string[] {
  return comments.flatMap((comment, index) => {
    const isLast = index === comments.length - 1 && !isAbove;
    return [`${indent}${commentText(comment)}`, ...(comment.blankAfter && !isLast ? [''] : [])];
  });
}
