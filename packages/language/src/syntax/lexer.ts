import { Lexer } from 'chevrotain';
import type { ILexingError, IToken } from 'chevrotain';
import { allTokens, Unknown } from './tokens.js';

let lexer: Lexer | undefined;

export interface Lexed {
  readonly tokens: IToken[];
  readonly comments: IToken[];
}

/** Cuts a text into tokens. Every character belongs to a token or is blank, so there are no errors here. */
export function lex(text: string): Lexed {
  lexer ??= new Lexer([...allTokens], { ensureOptimizations: true, positionTracking: 'full' });
  const { tokens, groups, errors } = lexer.tokenize(text);
  const unknown = errors.map((error) => unknownToken(text, error));
  return {
    tokens: unknown.length === 0 ? tokens : mergeByOffset(tokens, unknown),
    comments: groups['comments'] ?? [],
  };
}

function unknownToken(text: string, error: ILexingError): IToken {
  const { offset, length, line, column } = error;
  return {
    image: text.slice(offset, offset + length),
    startOffset: offset,
    endOffset: offset + length - 1,
    startLine: line,
    endLine: line,
    startColumn: column,
    endColumn: (column ?? 1) + length - 1,
    tokenType: Unknown,
    tokenTypeIdx: Unknown.tokenTypeIdx ?? 0,
  };
}

function mergeByOffset(left: readonly IToken[], right: readonly IToken[]): IToken[] {
  const merged: IToken[] = [];
  let next = 0;
  for (const token of left) {
    while (next < right.length && right[next].startOffset < token.startOffset) merged.push(right[next++]);
    merged.push(token);
  }
  return merged.concat(right.slice(next));
}
