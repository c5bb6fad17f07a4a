import { quotedRows } from './csv-quoted.js';
import { FormatError, wholeText } from './failure.js';

const LONGEST_LINE = 1048576;
const MOST_COLUMNS = 65536;

/** Called with the cells and the line (from 1) of one row. */
export type EachRow = (cells: readonly string[], line: number) => void;

/** The first row that is neither blank nor a # comment, or its beginning. */
function firstRow(text: string, newline: string): string {
  for (let start = 0; start < text.length;) {
    const found = text.indexOf(newline, start);
    const end = found < 0 ? text.length : found;
    const row = text.slice(start, Math.min(end, start + LONGEST_LINE));
    if (!/^\s*(?:#|$)/.test(row)) return row;
    start = end + 1;
  }
  return '';
}

/** A comma, unless the first row has none and has a semicolon or a tab. */
function delimiterOf(text: string, newline: string): string {
  const first = firstRow(text, newline);
  return [',', ';', '\t'].find((mark) => first.includes(mark)) ?? ',';
}

function tooLong(line: number): FormatError {
  return new FormatError(`Line ${line} is longer than ${wholeText(LONGEST_LINE)} characters.`, {
    kind: 'oversize',
    expected: `lines of at most ${wholeText(LONGEST_LINE)} characters`,
    found: 'a longer line',
    at: { line },
  });
}

function tooWide(line: number, found: number): FormatError {
  return new FormatError(
    `Line ${line} has ${wholeText(found)} cells; at most ${wholeText(MOST_COLUMNS)} are read.`,
    {
      kind: 'oversize',
      expected: `at most ${wholeText(MOST_COLUMNS)} cells`,
      found: wholeText(found),
      at: { line },
    },
  );
}

function eachLine(text: string, newline: string, each: (content: string, line: number) => void): void {
  let start = 0;
  for (let line = 1; start < text.length; line++) {
    const found = text.indexOf(newline, start);
    const end = found < 0 ? text.length : found;
    if (end - start > LONGEST_LINE) throw tooLong(line);
    each(text.slice(start, end), line);
    start = end + 1;
  }
}

/** Calls `each` with every row that is neither blank nor a # comment; none is kept. Throws FormatError. */
export function eachCsvRow(content: string, each: EachRow): void {
  const text = content.startsWith('\ufeff') ? content.slice(1) : content;
  const newline = text.includes('\n') ? '\n' : '\r';
  const delimiter = delimiterOf(text, newline);
  const bounded: EachRow = (cells, line) => {
    if (cells.length > MOST_COLUMNS) throw tooWide(line, cells.length);
    each(cells, line);
  };
  const quoted = text.includes('"');
  eachLine(text, newline, (line, number) => {
    if (quoted) return;
    const row = line.trim();
    if (row === '' || row.startsWith('#')) return;
    bounded(
      line.split(delimiter).map((cell) => cell.trim()),
      number,
    );
  });
  if (quoted) quotedRows(text, delimiter, bounded);
}
