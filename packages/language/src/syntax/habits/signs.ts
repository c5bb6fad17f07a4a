import type { IToken } from 'chevrotain';
import { missingAfter } from '../../messages/form.js';
import {
  colonForEquals,
  equalsBeforeBlock,
  foreignRange,
  otherComparison,
  otherEquals,
} from '../../messages/habits.js';
import { semicolon as semicolonMessage } from '../../messages/habits.js';
import {
  Comma,
  Equals,
  GreaterEqual,
  LeftBrace,
  LeftBracket,
  LeftParen,
  LessEqual,
  Newline,
  NumberToken,
} from '../tokens.js';
import { Point, RightBrace, SlashComment, BlockComment, ShapeToken, TextToken, To } from '../tokens.js';
import { range } from './numbers.js';
import { at, isA, isInCondition, isName, next, numberBefore, previous, replacement } from './tidying.js';
import type { Tidying } from './tidying.js';

/** `;` at a line's end is left out, between fields it becomes a comma. */
export function semicolon(tidying: Tidying, token: IToken): boolean {
  const after = next(tidying);
  const between = after !== undefined && !isA(after, Newline, RightBrace, SlashComment, BlockComment);
  tidying.diagnostics.push(semicolonMessage(at(tidying, token), between));
  if (between) tidying.kept.push(replacement(Comma, ',', token));
  return true;
}

const comparisons: Readonly<Record<string, readonly string[]>> = {
  '≤': ['<='],
  '=<': ['<='],
  '≥': ['>='],
  '=>': ['>='],
  '==': ['>=', '<='],
  '!=': ['>=', '<='],
  '≠': ['>=', '<='],
};

/** `==`, `=>`, `->`, `:=`, `≤`. */
export function otherSign(tidying: Tidying, token: IToken): boolean {
  const sign = token.image;
  const isArrow = sign === '->' || sign === '→';
  if (isArrow && numberBefore(tidying) && isA(next(tidying), NumberToken)) return arrowRange(tidying, token);
  const meant = comparisons[sign];
  const isBound = meant?.length === 1 && sign !== '=>';
  if (meant && (isBound || isInCondition(tidying))) {
    tidying.diagnostics.push(otherComparison(at(tidying, token), sign, meant));
    tidying.kept.push(replacement(meant[0] === '<=' ? LessEqual : GreaterEqual, meant[0], token));
    return true;
  }
  tidying.diagnostics.push(otherEquals(at(tidying, token), sign));
  tidying.kept.push(replacement(Equals, '=', token));
  return true;
}

function arrowRange(tidying: Tidying, token: IToken): boolean {
  tidying.diagnostics.push(foreignRange(at(tidying, token), 'to'));
  tidying.kept.push(replacement(To, 'to', token));
  return true;
}

/** `bits: 8`, `normal(sigma: 5 %)`, `array: { … }`. A colon between two words may label a layer and stays. */
export function colon(tidying: Tidying, token: IToken): boolean {
  if (range(tidying, token)) return true;
  if (isA(next(tidying), LeftBrace)) return beforeBlock(tidying, token);
  const name = previous(tidying);
  if (!name || !isName(name)) return false;
  const isArgument = tidying.depth > 0 && isA(previous(tidying, 2), LeftParen, Comma);
  const isPath = isA(previous(tidying, 2), Point);
  const certain = isA(next(tidying), NumberToken, ShapeToken, TextToken, LeftBracket) || isArgument || isPath;
  if (!certain) return false;
  tidying.diagnostics.push(colonForEquals(at(tidying, token), name.image));
  tidying.kept.push(replacement(Equals, '=', token));
  return true;
}

/** `array = { … }`. */
export function equals(tidying: Tidying, token: IToken): boolean {
  return isA(next(tidying), LeftBrace) && beforeBlock(tidying, token);
}

function beforeBlock(tidying: Tidying, token: IToken): boolean {
  const name = previous(tidying);
  const brace = next(tidying);
  if (!name || !brace || !isName(name)) return false;
  tidying.diagnostics.push(equalsBeforeBlock(at(tidying, token), at(tidying, name, brace), name.image));
  return true;
}

/** `chip..bits`: a name is missing between the points. */
export function doublePoint(tidying: Tidying, token: IToken): boolean {
  if (!isName(previous(tidying)) || !isName(next(tidying))) return false;
  tidying.diagnostics.push(missingAfter(at(tidying, token), 'the first point', 'a name'));
  tidying.kept.push(replacement(Point, '.', token));
  return true;
}
