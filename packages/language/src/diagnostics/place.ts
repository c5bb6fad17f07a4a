import type { Origin } from '@kirchhoff/model';
import { linesOf } from './lines.js';

/** Line and column, both from 1; columns count characters. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Where an offset lies in a text. */
export function placeOf(text: string, offset: number): Place {
  const lines = linesOf(text);
  const line = lines.lineAt(offset);
  const before = text.slice(lines.startOf(line), offset);
  return { line, column: [...before].length + 1 };
}

/** Start and end of an origin in its text. */
export function placesOf(text: string, origin: Origin): { readonly start: Place; readonly end: Place } {
  return { start: placeOf(text, origin.start), end: placeOf(text, origin.end) };
}
