import type { Comment } from '../syntax/ast.js';

/**
 * An item or declaration ready to be set. `cells` are aligned with those of neighbours of the same `group`; `tail` are the
 * lines below the first, already indented. An entry with a tail of items (`isOpen`) ends the run of aligned neighbours.
 */
export interface Entry {
  readonly group: 'field' | 'let' | 'import' | 'element' | 'find' | 'other';
  readonly cells: readonly string[];
  readonly tail: readonly string[];
  readonly isOpen: boolean;
  /** Behind the first line of an open entry. */
  readonly opening?: Comment;
  readonly behind?: Comment;
}

export function commentText({ text }: Comment): string {
  if (text === '') return '#';
  return text.startsWith('#') ? `#${text}` : `# ${text}`;
}

/** Sets a run of neighbours: cells in columns, then comments in columns. */
export function setRun(entries: readonly Entry[], indent: string): string[][] {
  const texts = alignCells(entries);
  const comments = alignComments(entries, texts);
  return entries.map((entry, index) => {
    const first = `${indent}${texts[index]}${comments[index]}`.trimEnd();
    const tail = entry.tail.slice();
    const isWrapped = tail.length > 0;
    if (isWrapped && entry.behind) tail[tail.length - 1] += `${' '.repeat(gap)}${commentText(entry.behind)}`;
    return [first, ...tail];
  });
}

function alignCells(entries: readonly Entry[]): string[] {
  const texts: string[] = [];
  for (const peers of groupsOf(entries)) {
    const widths = columnWidths(peers.map((index) => entries[index].cells));
    for (const index of peers) texts[index] = joinCells(entries[index].cells, widths);
  }
  return texts;
}

/** Indices that share columns: fields with all fields of the run, other groups with direct neighbours. */
function groupsOf(entries: readonly Entry[]): number[][] {
  const fields: number[] = [];
  const groups: number[][] = [fields];
  entries.forEach(({ group }, index) => {
    if (group === 'field') fields.push(index);
    else if (group !== 'other' && entries[index - 1]?.group === group) groups[groups.length - 1].push(index);
    else groups.push([index]);
  });
  return groups;
}

function columnWidths(rows: readonly (readonly string[])[]): number[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, cell.length);
    });
  }
  return widths;
}

function joinCells(cells: readonly string[], widths: readonly number[]): string {
  const used = cells.filter((_cell, column) => widths[column] > 0);
  const usedWidths = widths.filter((width) => width > 0);
  return used
    .map((cell, column) => (column < used.length - 1 ? cell.padEnd(usedWidths[column]) : cell))
    .join(' ');
}

const gap = 3;

function alignComments(entries: readonly Entry[], texts: readonly string[]): string[] {
  const comments = entries.map((entry) => (entry.tail.length === 0 ? entry.behind : undefined));
  const result = entries.map(({ opening }) => (opening ? `${' '.repeat(gap)}${commentText(opening)}` : ''));
  for (let start = 0; start < entries.length; start++) {
    let end = start;
    let width = 0;
    while (end < entries.length && comments[end]) width = Math.max(width, texts[end++].length);
    for (let index = start; index < end; index++) {
      const comment = comments[index];
      if (comment) result[index] = `${' '.repeat(width - texts[index].length + gap)}${commentText(comment)}`;
    }
    start = Math.max(start, end - 1);
  }
  return result;
}
