import type { IToken } from 'chevrotain';
import { unclosedText, unknownCharacter } from '../../messages/form.js';
import { foreignRange, impossibleName, numberWithSeparator, otherQuotes } from '../../messages/habits.js';
import { percentInWords, quoted, trueOrFalse } from '../../messages/habits.js';
import { lex } from '../lexer.js';
import { areGlued, endOf } from '../origin.js';
import {
  As,
  Colon,
  Comma,
  Equals,
  Find,
  From,
  LeftBrace,
  LeftBracket,
  LeftParen,
  Let,
  Name,
  Newline,
} from '../tokens.js';
import { NumberToken, Of, Percent, Point, Require, TextToken, To, Until } from '../tokens.js';
import { at, isA, isName, next, previous, replacement } from './tidying.js';
import type { Tidying } from './tidying.js';

const percentWords = new Set(['percent', 'percents', 'pct', 'Percent', 'procent', 'prozent', 'Prozent']);

/** `true`, `percent`. */
export function name(tidying: Tidying, token: IToken): boolean {
  if (/^(true|false)$/i.test(token.image)) return truth(tidying, token);
  if (!percentWords.has(token.image) || !isA(previous(tidying), NumberToken)) return false;
  tidying.diagnostics.push(percentInWords(at(tidying, token), token.image));
  tidying.kept.push(replacement(Percent, '%', token));
  return true;
}

function truth(tidying: Tidying, token: IToken): boolean {
  if (!isA(previous(tidying), Equals, Comma, LeftParen, LeftBracket)) return false;
  tidying.diagnostics.push(trueOrFalse(at(tidying, token), token.image));
  tidying.kept.push(replacement(Name, token.image.toLowerCase() === 'true' ? 'yes' : 'no', token));
  return true;
}

/** `on-off-ratio`; behind a number it is a range: `4 uS-10 uS`. */
export function hyphenName(tidying: Tidying, token: IToken): boolean {
  const before = previous(tidying);
  const parts = /^([^-]+)-(\d+)$/.exec(token.image);
  if (parts && isA(before, NumberToken)) {
    tidying.diagnostics.push(foreignRange(at(tidying, token), `${parts[1]} to ${parts[2]}`));
    tidying.kept.push(replacement(Name, parts[1], token), replacement(To, 'to', token));
    tidying.kept.push(replacement(NumberToken, parts[2], token));
    return true;
  }
  const proposal = token.image.replaceAll('-', '_');
  tidying.diagnostics.push(impossibleName(at(tidying, token), token.image, proposal));
  tidying.kept.push(replacement(Name, proposal, token));
  return true;
}

/** A quoted name or number where quotes do not belong. */
export function text(tidying: Tidying, token: IToken): boolean {
  const content = token.image.slice(1, -1).trim();
  if (isNameLike(content) && isNamePlace(tidying)) {
    tidying.diagnostics.push(quoted(at(tidying, token), 'name', content));
    tidying.kept.push(replacement(Name, content, token));
    return true;
  }
  const isQuantity = /^-?\d+(\.\d+)?([eE][+-]?\d+)?( ?(%|[A-Za-zµμΩ]{1,7}))?$/.test(content);
  if (!isQuantity || !isA(previous(tidying), Equals) || tidying.depth > 0) return false;
  tidying.diagnostics.push(quoted(at(tidying, token), 'number', content));
  const lexed = lex(content).tokens;
  tidying.kept.push(...lexed.map((part) => replacement(part.tokenType, part.image, token)));
  return true;
}

function isNameLike(content: string): boolean {
  return /^\p{L}[\p{L}\d_.]*$/u.test(content) && !/\.(kir|csv|npz|npy|h5|onnx|json|html)$/.test(content);
}

function isNamePlace(tidying: Tidying): boolean {
  const before = previous(tidying);
  if (before === undefined || isA(before, Newline, LeftBrace)) return isA(next(tidying), Equals, Colon);
  return (
    isA(before, Let, From, As, Of, Find, Require, Until, Point) ||
    (isName(before) && isA(next(tidying), LeftBrace, From))
  );
}

/** Single or curly quotes. */
export function otherQuote(tidying: Tidying, token: IToken): boolean {
  const content = token.image.slice(1, -1).trim();
  const straight = replacement(TextToken, `"${content}"`, token);
  if (isNameLike(content) && isNamePlace(tidying)) return text(tidying, straight);
  tidying.diagnostics.push(otherQuotes(at(tidying, token), content));
  tidying.kept.push(straight);
  return true;
}

/** `"cells.csv` without its end. */
export function openText(tidying: Tidying, token: IToken): boolean {
  const image = token.image.trimEnd();
  const end = token.startOffset + image.length;
  tidying.diagnostics.push(unclosedText({ ...at(tidying, token), end }, `${image}"`));
  tidying.kept.push(replacement(TextToken, `${image}"`, token));
  return true;
}

/** Characters of no meaning; `_name` loses its underscore, `1_000` its gap. */
export function unknown(tidying: Tidying, token: IToken): boolean {
  const after = next(tidying);
  const before = previous(tidying);
  if (!/^_+$/.test(token.image) || !after || !areGlued(token, after)) return strange(tidying, token);
  if (before && isA(before, NumberToken) && isA(after, NumberToken) && areGlued(before, token)) {
    const meant = `${before.image}${after.image}`;
    tidying.diagnostics.push(
      numberWithSeparator(at(tidying, before, after), `${before.image}_${after.image}`, [meant]),
    );
    tidying.kept[tidying.kept.length - 1] = replacement(NumberToken, meant, before, after);
    tidying.index += 1;
    return true;
  }
  if (!isName(after)) return strange(tidying, token);
  tidying.diagnostics.push(impossibleName(at(tidying, token, after), `_${after.image}`, after.image));
  tidying.kept.push(replacement(Name, after.image, token, after));
  tidying.index += 1;
  return true;
}

export function strange(tidying: Tidying, token: IToken): boolean {
  const shown = [...token.image].length > 20 ? `${[...token.image].slice(0, 20).join('')}…` : token.image;
  tidying.diagnostics.push(
    unknownCharacter({ uri: tidying.uri, start: token.startOffset, end: endOf(token) }, shown),
  );
  return true;
}
