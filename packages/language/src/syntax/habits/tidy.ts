import type { Diagnostic } from '@kirchhoff/model';
import type { IToken, TokenType } from 'chevrotain';
import * as tokens from '../tokens.js';
import { blockComment, slashComment } from './comments.js';
import { dash, number, operator, range, spread } from './numbers.js';
import { colon, doublePoint, equals, otherSign, semicolon } from './signs.js';
import type { Habit, Tidying } from './tidying.js';
import { hyphenName, name, openText, otherQuote, strange, text, unknown } from './words.js';

const habits: ReadonlyMap<TokenType, Habit> = new Map<TokenType, Habit>([
  [tokens.SlashComment, slashComment],
  [tokens.BlockComment, blockComment],
  [tokens.Semicolon, semicolon],
  [tokens.OtherSign, otherSign],
  [tokens.Equals, equals],
  [tokens.Colon, colon],
  [tokens.OtherQuote, otherQuote],
  [tokens.TextToken, text],
  [tokens.OpenText, openText],
  [tokens.HyphenName, hyphenName],
  [tokens.Name, name],
  [tokens.NumberToken, number],
  [
    tokens.Dots,
    (tidying, token) => range(tidying, token) || doublePoint(tidying, token) || strange(tidying, token),
  ],
  [tokens.Dash, (tidying, token) => dash(tidying, token) || strange(tidying, token)],
  [tokens.PlusMinus, spread],
  [tokens.Operator, operator],
  [tokens.Unknown, unknown],
]);

export interface Tidied {
  readonly tokens: IToken[];
  readonly comments: IToken[];
  readonly diagnostics: Diagnostic[];
}

/** Answers habits from other languages with a report and a fix each, and puts what was meant in their place. */
export function tidy(uri: string, lexed: { readonly tokens: IToken[]; readonly comments: IToken[] }): Tidied {
  const tidying: Tidying = {
    uri,
    tokens: lexed.tokens,
    comments: [],
    kept: [],
    diagnostics: [],
    depth: 0,
    index: 0,
  };
  for (; tidying.index < tidying.tokens.length; tidying.index++) {
    const token = tidying.tokens[tidying.index];
    const habit = habits.get(token.tokenType);
    if (habit?.(tidying, token)) continue;
    follow(tidying, token.tokenType);
    tidying.kept.push(token);
  }
  const comments = [...lexed.comments, ...tidying.comments];
  if (tidying.comments.length > 0) comments.sort((left, right) => left.startOffset - right.startOffset);
  return { tokens: tidying.kept, comments, diagnostics: tidying.diagnostics };
}

function follow(tidying: Tidying, type: TokenType): void {
  if (type === tokens.LeftParen || type === tokens.LeftBracket) tidying.depth += 1;
  else if (type === tokens.RightParen || type === tokens.RightBracket)
    tidying.depth = Math.max(0, tidying.depth - 1);
  else if (type === tokens.LeftBrace || type === tokens.RightBrace) tidying.depth = 0;
}
