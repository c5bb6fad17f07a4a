import type { Diagnostic, Origin } from '@kirchhoff/model';
import { createTokenInstance } from 'chevrotain';
import type { IToken, TokenType } from 'chevrotain';
import { originOf } from '../origin.js';
import { Name, Newline, NumberToken, Percent, Require, Until } from '../tokens.js';

/** A walk over the tokens that answers notations of other languages and replaces them by what was meant. */
export interface Tidying {
  readonly uri: string;
  readonly tokens: readonly IToken[];
  /** Comments found as tokens, beside those of the lexer. */
  readonly comments: IToken[];
  readonly kept: IToken[];
  readonly diagnostics: Diagnostic[];
  /** Open `(` and `[`. */
  depth: number;
  index: number;
}

/** Looks at the token at `index`; true when it has dealt with it (and with those it moved `index` over). */
export type Habit = (tidying: Tidying, token: IToken) => boolean;

export function previous(tidying: Tidying, back = 1): IToken | undefined {
  return tidying.kept[tidying.kept.length - back];
}

export function next(tidying: Tidying, ahead = 1): IToken | undefined {
  return tidying.tokens[tidying.index + ahead];
}

export function isA(token: IToken | undefined, ...types: readonly TokenType[]): boolean {
  return token !== undefined && types.includes(token.tokenType);
}

export function isName(token: IToken | undefined): boolean {
  return (
    token !== undefined && (token.tokenType === Name || token.tokenType.CATEGORIES?.includes(Name) === true)
  );
}

export function at(tidying: Tidying, first: IToken, last: IToken = first): Origin {
  return originOf(tidying.uri, first, last);
}

/** A token of another type in the place of `first` to `last`. */
export function replacement(type: TokenType, image: string, first: IToken, last: IToken = first): IToken {
  return createTokenInstance(
    type,
    image,
    first.startOffset,
    last.endOffset ?? last.startOffset,
    first.startLine ?? 1,
    last.endLine ?? 1,
    first.startColumn ?? 1,
    last.endColumn ?? 1,
  );
}

/** The number that ends here, with its unit if it has one: `10`, `10 kohm`, `5 %`. */
export function numberBefore(tidying: Tidying): IToken | undefined {
  const last = previous(tidying);
  if (isA(last, NumberToken)) return last;
  const number = previous(tidying, 2);
  const isUnit = isA(last, Percent) || isName(last);
  return isUnit && isA(number, NumberToken) ? number : undefined;
}

/** The line so far begins with `require` or `until`, or a call is open: a comparison may stand here. */
export function isInCondition(tidying: Tidying): boolean {
  if (tidying.depth > 0) return true;
  for (let back = 1; back <= tidying.kept.length; back++) {
    const token = previous(tidying, back);
    if (isA(token, Newline)) return false;
    if (isA(token, Require, Until)) return true;
  }
  return false;
}
