/** The lines of a text; lines and columns count from 1. */
export interface Lines {
  readonly count: number;
  lineAt(offset: number): number;
  /** Offset of a line's first character. */
  startOf(line: number): number;
  /** The line without its end. */
  textOf(line: number): string;
}

/** Indexes the line starts of a text; `\r\n`, `\n` and `\r` end a line. */
export function linesOf(text: string): Lines {
  const starts = [0];
  const pattern = /\r\n|\r|\n/g;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) starts.push(pattern.lastIndex);
  return {
    count: starts.length,
    lineAt: (offset) => lastAtOrBefore(starts, offset) + 1,
    startOf: (line) => starts[line - 1],
    textOf: (line) => text.slice(starts[line - 1], starts[line] ?? text.length).replace(/[\r\n]+$/, ''),
  };
}

function lastAtOrBefore(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle] <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
