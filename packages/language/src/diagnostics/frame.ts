import type { Mark, Severity } from '@kirchhoff/model';
import { display, widthOf } from './display.js';
import type { Lines } from './lines.js';
import { linesOf } from './lines.js';
import type { Paint, Tone } from './paint.js';

/** The marks of one file in one report. */
export interface Excerpt {
  readonly text: string;
  readonly primary?: Mark;
  readonly related: readonly Mark[];
  readonly severity: Severity;
}

interface Underline {
  readonly from: number;
  readonly to: number;
  readonly label: string;
  readonly isPrimary: boolean;
}

const widest = 110;

/** Width of the line numbers of an excerpt. */
export function digitsOf(excerpt: Excerpt): number {
  const lines = linesOf(excerpt.text);
  return String(Math.max(...marksOf(excerpt).map((mark) => lines.lineAt(mark.origin.start)))).length;
}

function marksOf({ primary, related }: Excerpt): readonly Mark[] {
  return primary ? [primary, ...related] : related;
}

/** The marked lines with their underlines; `...` stands for the lines between. A mark without label shows its line alone. */
export function renderExcerpt(excerpt: Excerpt, digits: number, paint: Paint): string[] {
  const lines = linesOf(excerpt.text);
  const numbers = [...new Set(marksOf(excerpt).map((mark) => lines.lineAt(mark.origin.start)))];
  numbers.sort((left, right) => left - right);
  const rendered: string[] = [];
  numbers.forEach((number, index) => {
    if (index > 0) rendered.push(...between(lines, numbers[index - 1], number, digits, paint));
    rendered.push(...renderLine(excerpt, lines, number, digits, paint));
  });
  return rendered;
}

function between(lines: Lines, last: number, next: number, digits: number, paint: Paint): string[] {
  if (next - last === 1) return [];
  if (next - last > 2) return ['...'];
  return [
    `${paint('frame', gutter(String(last + 1), digits))}${shorten(display(lines.textOf(last + 1)).text)}`.trimEnd(),
  ];
}

function shorten(text: string): string {
  return text.length > widest ? `${text.slice(0, widest)}…` : text;
}

function gutter(number: string, digits: number): string {
  return ` ${number.padStart(digits)} | `;
}

function renderLine(excerpt: Excerpt, lines: Lines, number: number, digits: number, paint: Paint): string[] {
  const line = lines.textOf(number);
  const start = lines.startOf(number);
  const shown = display(line);
  const here = (mark: Mark): boolean => lines.lineAt(mark.origin.start) === number;
  const underline = (mark: Mark, isPrimary: boolean): Underline => {
    const from = shown.columnAt(mark.origin.start - start);
    const to = Math.max(from + 1, shown.columnAt(mark.origin.end - start));
    return { from, to, label: mark.label, isPrimary };
  };
  const underlines = [
    ...excerpt.related
      .filter((mark) => here(mark) && mark.label !== '')
      .map((mark) => underline(mark, false)),
    ...(excerpt.primary && here(excerpt.primary) ? [underline(excerpt.primary, true)] : []),
  ];
  const window = clip(shown.text, underlines);
  const frame = paint('frame', gutter('', digits));
  const main = excerpt.severity === 'warning' ? 'warning' : 'primary';
  const rows = underlines.map((mark) => `${frame}${renderUnderline(mark, window, main, paint)}`);
  return [`${paint('frame', gutter(String(number), digits))}${window.text}`.trimEnd(), ...rows];
}

interface Window {
  readonly text: string;
  readonly shift: number;
  readonly end: number;
}

/** Cuts a very long line around its marks. */
function clip(text: string, underlines: readonly Underline[]): Window {
  const width = widthOf(text);
  if (width <= widest + 10) return { text, shift: 0, end: width + 1 };
  const from = Math.min(...underlines.map((mark) => mark.from), width);
  const start = Math.max(0, Math.min(from - 20, width - widest));
  const end = start + widest;
  const before = start > 0 ? '…' : '';
  const after = end < width ? '…' : '';
  return { text: `${before}${cut(text, start, end)}${after}`, shift: start - before.length, end };
}

function cut(text: string, start: number, end: number): string {
  let column = 0;
  let result = '';
  for (const character of text) {
    if (column >= end) break;
    if (column >= start) result += character;
    column += widthOf(character);
  }
  return result;
}

function renderUnderline(mark: Underline, window: Window, main: Tone, paint: Paint): string {
  const from = Math.min(mark.from, window.end - 1);
  const to = Math.max(from + 1, Math.min(mark.to, window.end));
  const line = (mark.isPrimary ? '^' : '-').repeat(to - from);
  const text = mark.label === '' ? line : `${line} ${mark.label}`;
  return `${' '.repeat(from - window.shift)}${paint(mark.isPrimary ? main : 'related', text)}`;
}
