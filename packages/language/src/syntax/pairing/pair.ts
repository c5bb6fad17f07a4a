import type { Diagnostic } from '@kirchhoff/model';
import type { IToken } from 'chevrotain';
import { tooDeep } from '../../messages/text.js';
import { originOf } from '../origin.js';
import {
  LeftBrace,
  LeftBracket,
  LeftParen,
  Newline,
  RightBrace,
  RightBracket,
  RightParen,
} from '../tokens.js';
import { repairBraces } from './braces.js';
import { repairBrackets } from './brackets.js';
import { depthLimit, matchBrackets } from './matching.js';

export interface Paired {
  readonly tokens: IToken[];
  readonly diagnostics: Diagnostic[];
}

/**
 * Makes every bracket a pair, so that the parser can rely on it: what is missing is reported once and put in, what is
 * too much is reported and left out. Line ends inside `( )` and `[ ]` are dropped, as are those before `{`.
 * Texts nested beyond the depth limit come back empty.
 */
export function pair(uri: string, tokens: readonly IToken[]): Paired {
  const strict = matchBrackets(tokens);
  if (strict.tooDeep !== undefined) {
    return { tokens: [], diagnostics: [tooDeep(originOf(uri, tokens[strict.tooDeep]), depthLimit)] };
  }
  if (strict.balanced && strict.swapped.length === 0) return { tokens: joinLines(tokens), diagnostics: [] };
  const round = repairBrackets(uri, tokens, strict);
  const joined = joinLines(round.tokens);
  const curly = repairBraces(uri, joined);
  return { tokens: curly.tokens, diagnostics: [...round.diagnostics, ...curly.diagnostics] };
}

function joinLines(tokens: readonly IToken[]): IToken[] {
  const joined: IToken[] = [];
  const open: boolean[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    const type = token.tokenType;
    if (type === Newline) {
      if (open[open.length - 1] !== true && !isBeforeBrace(tokens, index)) joined.push(token);
      continue;
    }
    if (type === LeftParen || type === LeftBracket) open.push(true);
    else if (type === LeftBrace) open.push(false);
    else if (type === RightParen || type === RightBracket || type === RightBrace) open.pop();
    joined.push(token);
  }
  return joined;
}

/** `device x` with its brace on the next line. */
function isBeforeBrace(tokens: readonly IToken[], index: number): boolean {
  return tokens[index + 1]?.tokenType === LeftBrace && index > 0;
}
