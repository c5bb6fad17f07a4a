import type { IToken } from 'chevrotain';
import {
  arithmetic,
  dashForMinus,
  foreignRange,
  foreignShape,
  impossibleName,
} from '../../messages/habits.js';
import { numberWithSeparator, plusMinus } from '../../messages/habits.js';
import { areGlued, endOf, onSameLine } from '../origin.js';
import { Colon, Comma, Equals, From, LeftBrace, Name, NumberToken, Percent } from '../tokens.js';
import { ShapeToken, Step, To } from '../tokens.js';
import { at, isA, isName, next, numberBefore, previous, replacement } from './tidying.js';
import type { Tidying } from './tidying.js';

/** `0,05`, `20,000`, `10 000`, `4-10` and names that begin with a digit. */
export function number(tidying: Tidying, token: IToken): boolean {
  return (
    decimalComma(tidying, token) ||
    gapOfThousands(tidying, token) ||
    hyphenRange(tidying, token) ||
    nameWithDigit(tidying, token)
  );
}

function decimalComma(tidying: Tidying, token: IToken): boolean {
  const comma = next(tidying, 1);
  const rest = next(tidying, 2);
  if (!comma || !rest || !isA(comma, Comma) || !isA(rest, NumberToken)) return false;
  if (!areGlued(token, comma) || !areGlued(comma, rest) || !/^\d/.test(rest.image)) return false;
  const certain = tidying.depth === 0 || isA(previous(tidying), Equals) || /^0\d/.test(rest.image);
  if (!certain || /[.eE]/.test(token.image)) return false;
  const point = `${token.image}.${rest.image}`;
  const thousands = /^\d{3}$/.test(rest.image) && !/^-?0/.test(token.image);
  const meant = thousands ? [point, `${token.image}${rest.image}`] : [point];
  return asOneNumber(tidying, meant, token, rest);
}

function gapOfThousands(tidying: Tidying, token: IToken): boolean {
  const rest = next(tidying);
  if (!rest || !isA(rest, NumberToken) || !/^\d{3}$/.test(rest.image)) return false;
  if (rest.startOffset !== endOf(token) + 1 || !onSameLine(token, rest)) return false;
  return asOneNumber(tidying, [`${token.image}${rest.image}`], token, rest);
}

function asOneNumber(tidying: Tidying, meant: readonly string[], first: IToken, last: IToken): boolean {
  const written = meant[0].includes('.') ? `${first.image},${last.image}` : `${first.image} ${last.image}`;
  tidying.diagnostics.push(numberWithSeparator(at(tidying, first, last), written, meant));
  tidying.kept.push(replacement(NumberToken, meant[0], first, last));
  tidying.index = tidying.tokens.indexOf(last, tidying.index);
  return true;
}

function hyphenRange(tidying: Tidying, token: IToken): boolean {
  const before = numberBefore(tidying);
  const last = previous(tidying);
  if (!before || !last || !token.image.startsWith('-') || !areGlued(last, token)) return false;
  const upper = token.image.slice(1);
  tidying.diagnostics.push(foreignRange(at(tidying, before, token), `${written(before, last)} to ${upper}`));
  tidying.kept.push(replacement(To, 'to', token), replacement(NumberToken, upper, token));
  return true;
}

function written(first: IToken, last: IToken): string {
  return first === last ? first.image : `${first.image} ${last.image}`;
}

function nameWithDigit(tidying: Tidying, token: IToken): boolean {
  const rest = next(tidying);
  if (!rest || !isName(rest) || !areGlued(token, rest) || !isA(next(tidying, 2), LeftBrace, From, Equals))
    return false;
  const before = previous(tidying);
  const isValue = isA(before, Equals, Comma) || tidying.depth > 0;
  if (isValue) return false;
  const name = `${token.image}${rest.image}`.replace(/[^A-Za-z0-9]/g, '_');
  tidying.diagnostics.push(
    impossibleName(at(tidying, token, rest), `${token.image}${rest.image}`, `n${name}`),
  );
  tidying.kept.push(replacement(Name, `n${name}`, token, rest));
  tidying.index += 1;
  return true;
}

/** `4..10`, `4 – 10`, `0:0.1:1`: a sign between two numbers. False when it is none. */
export function range(tidying: Tidying, sign: IToken): boolean {
  const before = numberBefore(tidying);
  const last = previous(tidying);
  const upper = next(tidying);
  if (!before || !last || !upper || !isA(upper, NumberToken) || !onSameLine(sign, upper)) return false;
  const from = written(before, last);
  const end = isA(sign, Colon) && isA(next(tidying, 2), Colon) ? next(tidying, 3) : undefined;
  if (end && isA(end, NumberToken)) {
    const text = `${from} to ${end.image} step ${upper.image}`;
    tidying.diagnostics.push(foreignRange(at(tidying, before, end), text));
    tidying.kept.push(replacement(To, 'to', sign), replacement(NumberToken, end.image, upper));
    tidying.kept.push(replacement(Step, 'step', end), replacement(NumberToken, upper.image, end));
    tidying.index += 3;
    return true;
  }
  tidying.diagnostics.push(
    foreignRange(at(tidying, before, upper), `${from} to ${upper.image.replace(/^-/, '')}`),
  );
  tidying.kept.push(replacement(To, 'to', sign));
  return true;
}

/** `−5`, `- 5`. */
export function dash(tidying: Tidying, token: IToken): boolean {
  if (range(tidying, token)) return true;
  const digits = next(tidying);
  if (!digits || !isA(digits, NumberToken) || digits.image.startsWith('-') || !onSameLine(token, digits))
    return false;
  const text = `-${digits.image}`;
  tidying.diagnostics.push(dashForMinus(at(tidying, token, digits), text));
  tidying.kept.push(replacement(NumberToken, text, token, digits));
  tidying.index += 1;
  return true;
}

/** `3*3` is a size, `+5` a number, everything else arithmetic; the operand is left out. */
export function operator(tidying: Tidying, token: IToken): boolean {
  const before = previous(tidying);
  const after = next(tidying);
  const isNumber = isA(after, NumberToken);
  if (token.image === '+' && isNumber && !numberBefore(tidying)) return true;
  if (token.image === '*' && before && after && isNumber && isA(before, NumberToken, ShapeToken)) {
    const text = `${before.image} x ${after.image}`;
    tidying.diagnostics.push(foreignShape(at(tidying, before, after), text));
    tidying.kept[tidying.kept.length - 1] = replacement(ShapeToken, text, before, after);
    tidying.index += 1;
    return true;
  }
  tidying.diagnostics.push(arithmetic(at(tidying, token), token.image));
  if (isNumber || isName(after)) tidying.index += 1;
  return true;
}

/** `100 uS ± 5 %`: the spread is left out. */
export function spread(tidying: Tidying, token: IToken): boolean {
  const amount = next(tidying);
  const isNumber = isA(amount, NumberToken);
  const unit = next(tidying, 2);
  const hasUnit = isNumber && (isA(unit, Percent) || isName(unit));
  const text = amount && isNumber ? `${amount.image}${hasUnit && unit ? ` ${unit.image}` : ''}` : '2 uS';
  tidying.diagnostics.push(plusMinus(at(tidying, token), token.image, text));
  tidying.index += (isNumber ? 1 : 0) + (hasUnit ? 1 : 0);
  return true;
}
