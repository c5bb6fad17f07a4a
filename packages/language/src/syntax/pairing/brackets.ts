import type { Diagnostic } from '@kirchhoff/model';
import type { IToken } from 'chevrotain';
import { strayCloser, unclosedBracket, wrongCloser } from '../../messages/form.js';
import { behind, originOf } from '../origin.js';
import {
  As,
  Comma,
  comparators,
  Equals,
  Find,
  infixWords,
  LeftBrace,
  LeftBracket,
  LeftParen,
  Name,
} from '../tokens.js';
import { Newline, Point, Require, RightBrace, RightBracket, RightParen, Until } from '../tokens.js';
import { applyEdits, insertAfter, noEdits } from './edits.js';
import { closerOf } from './matching.js';
import type { Matching } from './matching.js';

interface Repair {
  readonly uri: string;
  readonly tokens: readonly IToken[];
  readonly partner: Int32Array;
}

/** Closes `(` and `[` that were left open where their line or entry ends, and leaves out stray `)` and `]`. */
export function repairBrackets(
  uri: string,
  tokens: readonly IToken[],
  matching: Matching,
): { readonly tokens: IToken[]; readonly diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const edits = noEdits();
  const repair: Repair = { uri, tokens, partner: matching.partner };
  for (const index of matching.swapped) {
    const opener = tokens[matching.partner[index]];
    diagnostics.push(answerSwapped(uri, opener, tokens[index]));
    edits.dropped.add(tokens[index]);
    const wanted = closerOf.get(opener.tokenType) ?? RightParen;
    insertAfter(edits, tokens[index], wanted, wanted === RightParen ? ')' : ']');
  }
  for (let index = tokens.length - 1; index >= 0; index--) {
    const token = tokens[index];
    const type = token.tokenType;
    if (matching.partner[index] >= 0) continue;
    if (type === RightParen || type === RightBracket) {
      edits.dropped.add(token);
      diagnostics.push(strayCloser(originOf(uri, token), token.image));
    } else if (type === LeftParen || type === LeftBracket) {
      const last = tokens[endOfBracket(repair, index) - 1];
      const closer = type === LeftParen ? ')' : ']';
      insertAfter(edits, last, type === LeftParen ? RightParen : RightBracket, closer);
      const fix = { text: closer, meaning: `behind ${last.image}`, origin: behind(uri, last) };
      diagnostics.push(unclosedBracket(originOf(uri, token), token.image, fix));
    }
  }
  return { tokens: applyEdits(tokens, edits), diagnostics };
}

function answerSwapped(uri: string, opener: IToken, closer: IToken): Diagnostic {
  const mark = { origin: originOf(uri, opener), label: `closes this ${opener.image}` };
  return wrongCloser(originOf(uri, closer), mark, closer.image, opener.image === '(' ? ')' : ']');
}

/** The index of the token before which an open bracket most likely ends. */
function endOfBracket(repair: Repair, opener: number): number {
  const { tokens, partner } = repair;
  let comparisons = 0;
  for (let index = opener + 1; index < tokens.length; index++) {
    const type = tokens[index].tokenType;
    if (partner[index] > index && type !== LeftBrace) {
      index = partner[index];
      continue;
    }
    if (type === LeftBrace || type === RightBrace || type === RightParen || type === RightBracket)
      return index;
    if (type === Newline && !continues(tokens, opener, index)) return index;
    if (type === Comma && startsItem(tokens, index + 1, tokens[opener].tokenType === LeftBracket))
      return index;
    if (comparators.includes(type) && ++comparisons > 1) return index;
  }
  return tokens.length;
}

/** Does what was opened go on behind the line end at `index`? */
function continues(tokens: readonly IToken[], opener: number, index: number): boolean {
  let next = index;
  while (tokens[next]?.tokenType === Newline) next += 1;
  const after = tokens[next];
  if (after === undefined || after.tokenType === RightBrace) return false;
  const before = tokens[index - 1].tokenType;
  const follows = [Comma, RightParen, RightBracket, ...infixWords, ...comparators];
  if (follows.includes(after.tokenType)) return true;
  const expectsMore = before === Comma || before === LeftParen || before === LeftBracket;
  if (!expectsMore || (after.startColumn ?? 1) <= indentAt(tokens, opener)) return false;
  return !startsItem(tokens, next, tokens[opener].tokenType === LeftBracket);
}

function indentAt(tokens: readonly IToken[], index: number): number {
  let first = index;
  while (first > 0 && tokens[first - 1].tokenType !== Newline) first -= 1;
  return tokens[first].startColumn ?? 1;
}

/** `name =`, `a.b as c =` (where a list is open: entries have no names) or a word that begins an item. */
function startsItem(tokens: readonly IToken[], from: number, inList: boolean): boolean {
  const first = tokens[from]?.tokenType;
  if (first === Find || first === Require || first === Until) return true;
  if (!inList) return false;
  for (let index = from; index < tokens.length; index++) {
    const type = tokens[index].tokenType;
    if (type === Equals) return index > from;
    const isPart = type === Name || type === Point || type === As || type.CATEGORIES?.includes(Name);
    if (!isPart) return false;
  }
  return false;
}
