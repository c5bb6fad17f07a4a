import { createTokenInstance } from 'chevrotain';
import type { IToken, TokenType } from 'chevrotain';
import { endOf } from '../origin.js';

/** Closers and openers to put in, stray ones to leave out. */
export interface Edits {
  readonly after: Map<IToken, IToken[]>;
  readonly dropped: Set<IToken>;
}

export function noEdits(): Edits {
  return { after: new Map(), dropped: new Set() };
}

/** A bracket of no width behind a token. */
export function insertAfter(edits: Edits, token: IToken, type: TokenType, image: string): void {
  const offset = endOf(token);
  const line = token.endLine ?? 1;
  const column = (token.endColumn ?? 1) + 1;
  const inserted = createTokenInstance(type, image, offset, offset - 1, line, line, column, column);
  const others = edits.after.get(token);
  if (others) others.push(inserted);
  else edits.after.set(token, [inserted]);
}

export function applyEdits(tokens: readonly IToken[], edits: Edits): IToken[] {
  const result: IToken[] = [];
  for (const token of tokens) {
    if (!edits.dropped.has(token)) result.push(token);
    const inserted = edits.after.get(token);
    if (inserted) result.push(...inserted);
  }
  return result;
}
