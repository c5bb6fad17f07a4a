import type { Diagnostic, Fix } from '@kirchhoff/model';
import { EOF } from 'chevrotain';
import type { IToken, TokenType } from 'chevrotain';
import {
  joinedConditions,
  misfit,
  missingAfter,
  missingBound,
  missingEquals,
  missingName,
} from '../messages/form.js';
import {
  bareCondition,
  missingFrom,
  missingSeparator,
  missingValue,
  outsideBlocks,
  reservedName,
} from '../messages/form.js';
import type { Surroundings } from '../messages/form.js';
import type { Fault } from './containing.js';
import { endOf, onSameLine, originOf } from './origin.js';
import * as t from './tokens.js';

interface Context {
  readonly uri: string;
  readonly exampleOf: (field: string) => string | undefined;
}

type Explain = (fault: Fault, context: Context) => Diagnostic | undefined;

const ends: readonly TokenType[] = [t.Newline, t.Comma, t.RightBrace, t.RightParen, t.RightBracket, EOF];
const valueStarts: readonly TokenType[] = [t.NumberToken, t.TextToken, t.ShapeToken, t.LeftBracket];

/** Words and signs that need something behind them: what, and an example. */
const joining: ReadonlyMap<TokenType, readonly [string, string?]> = new Map<
  TokenType,
  readonly [string, string?]
>([
  [t.Point, ['a name']],
  [t.As, ['a name', 'as sigma']],
  [t.From, ['the name of a block', 'from standard.rram_hfo2']],
  [t.Import, ['a file in quotes', 'import "lab/cells.kir" as lab']],
  [t.Let, ['a name', 'let rate = constant(1e-3)']],
  [t.To, ['the end of the range', '0 % to 30 % of target']],
  [t.Step, ['the step', 'step 5 %']],
  [t.In, ['a range or a number of points', '3 to 12']],
  [t.Of, ['what the percentage refers to', '5 % of target']],
  [t.Within, ['a tolerance', 'within 0.5 %']],
  [t.Less, ['a bound', '< 1 %']],
  [t.LessEqual, ['a bound', '<= 0.2 %']],
  [t.Greater, ['a bound', '> 90 %']],
  [t.GreaterEqual, ['a bound', '>= 95 %']],
  [t.Find, ['smallest or largest', 'find smallest chip.adc.bits as bits in 3 to 12']],
  [t.Smallest, ['the path of a field', 'find smallest chip.adc.bits as bits in 3 to 12']],
  [t.Largest, ['the path of a field', 'find largest chip.adc.bits as bits in 3 to 12']],
  [t.Require, ['a condition', 'require yield(accuracy_loss < 1 %) >= 95 %']],
  [t.Until, ['a condition', 'until half_width(accuracy) <= 0.2 %']],
  [t.Colon, ['the kind of the layer', 'fc1: dense(256, relu)']],
]);

const signs: ReadonlyMap<TokenType, string> = new Map([
  [t.Newline, 'end of the line'],
  [t.Point, 'point'],
  [t.Comma, 'comma'],
  [t.Colon, 'colon'],
  [t.Equals, 'equals sign'],
  [t.Percent, 'percent sign'],
]);

/** In this order: the first that has something to say speaks. */
const explanations: readonly Explain[] = [
  continuedValue,
  incomplete,
  nameless,
  outside,
  reserved,
  withoutValue,
  withoutEquals,
  unbounded,
  joined,
  swallowedName,
  comparing,
  withoutFrom,
  crowded,
];

/** Words a fault of form in the reader's terms; undefined where another report has said it. */
export function explainFault(fault: Fault, context: Context): Diagnostic | undefined {
  for (const explain of explanations) {
    const diagnostic = explain(fault, context);
    if (diagnostic) return diagnostic === alreadySaid ? undefined : diagnostic;
  }
  return misfit(at(context, fault.token, fault.previous), shown(fault.token), placeFor(fault));
}

const alreadySaid: Diagnostic = { code: '', severity: 'error', title: '', related: [], notes: [], fixes: [] };

function at(context: Context, token: IToken, previous: IToken) {
  const isBeyond = token.tokenType === EOF || token.tokenType === t.Newline;
  return originOf(context.uri, isBeyond ? previous : token);
}

function shown(token: IToken): string {
  if (token.tokenType === EOF) return 'the end of the text';
  const sign = signs.get(token.tokenType);
  if (sign) return `the ${sign}`;
  return token.image.length > 30 ? `${token.image.slice(0, 29)}…` : token.image;
}

function inBrackets(fault: Fault): boolean {
  return fault.depth > 0;
}

function surroundings(fault: Fault): Surroundings {
  if (inBrackets(fault)) return 'brackets';
  return fault.atTop ? 'top' : 'block';
}

function isWord(token: IToken): boolean {
  return token.tokenType === t.Name || token.tokenType.CATEGORIES?.includes(t.Name) === true;
}

function startsRule(fault: Fault): boolean {
  return fault.rules[0] === 'start';
}

function placeFor(fault: Fault): string {
  const rule = fault.rules[fault.rules.length - 1];
  if (fault.token.tokenType === t.Percent) return 'a number belongs before this';
  if (inBrackets(fault)) return 'an entry or the closing bracket belongs here';
  if (rule === 'find')
    return isWord(fault.token) ? 'as or in belongs before this' : 'find smallest … in 3 to 12';
  if (rule === 'import') return 'import "file.kir" as name';
  if (rule === 'let') return 'let name = value';
  if (startsRule(fault)) return 'a line begins with a name';
  return 'the line should end before this';
}

/** A value on the line below its equals sign: the missing value has been reported. */
function continuedValue(fault: Fault): Diagnostic | undefined {
  const isBelow = startsRule(fault) && fault.previous.tokenType === t.Newline;
  return isBelow && fault.beforePrevious.tokenType === t.Equals ? alreadySaid : undefined;
}

function incomplete(fault: Fault, context: Context): Diagnostic | undefined {
  const { token, previous } = fault;
  const what = joining.get(previous.tokenType);
  if (!what || startsRule(fault)) return undefined;
  const isSoft = previous.tokenType.CATEGORIES?.includes(t.Name) === true;
  if (isSoft && token.tokenType === t.Equals) return undefined;
  if (
    !ends.includes(token.tokenType) &&
    t.reservedWords.includes(token.tokenType) &&
    token.tokenType !== t.As
  )
    return undefined;
  return missingAfter(
    originOf(context.uri, previous),
    previous.image === '.' ? 'the point' : previous.image,
    ...what,
  );
}

function nameless(fault: Fault, context: Context): Diagnostic | undefined {
  const before = fault.previous.tokenType;
  const isFirst = startsRule(fault) || before === t.Comma || before === t.LeftParen;
  return isFirst && fault.token.tokenType === t.Equals
    ? missingName(originOf(context.uri, fault.token))
    : undefined;
}

function outside(fault: Fault, context: Context): Diagnostic | undefined {
  const { token, previous } = fault;
  const isField = fault.rules[0] === 'end' && (token.tokenType === t.Equals || token.tokenType === t.Point);
  const isTopLevel = fault.atTop;
  if (!isTopLevel) return undefined;
  const type = token.tokenType;
  if (type === t.Find || type === t.Require || type === t.Until) {
    return outsideBlocks(originOf(context.uri, token), token.image, [
      { text: 'experiment name { … }', meaning: 'is its place' },
    ]);
  }
  if (type === t.TextToken && startsRule(fault)) {
    const fix: Fix = { text: `import ${token.image}`, origin: originOf(context.uri, token) };
    return outsideBlocks(originOf(context.uri, token), 'a text', [fix]);
  }
  if (!isField) return undefined;
  const lettable: Fix = {
    text: `let ${previous.image}`,
    meaning: 'if it is a value to be named',
    origin: originOf(context.uri, previous),
  };
  return outsideBlocks(
    originOf(context.uri, previous),
    `the field ${previous.image}`,
    type === t.Equals ? [lettable] : [],
  );
}

function reserved(fault: Fault, context: Context): Diagnostic | undefined {
  const { token, previous } = fault;
  if (t.reservedWords.includes(token.tokenType) && !ends.includes(previous.tokenType)) {
    const wantsName = joining.has(previous.tokenType) || previous.tokenType === t.Equals;
    return wantsName ? reservedName(originOf(context.uri, token), token.image) : undefined;
  }
  const isNamed = token.tokenType === t.Equals && t.reservedWords.includes(previous.tokenType);
  if (isNamed) return reservedName(originOf(context.uri, previous), previous.image);
  const isMisplaced = startsRule(fault) && t.reservedWords.includes(token.tokenType);
  if (isMisplaced) return reservedName(originOf(context.uri, token), token.image);
  return undefined;
}

function withoutValue(fault: Fault, context: Context): Diagnostic | undefined {
  const { token, previous, beforePrevious } = fault;
  if (previous.tokenType !== t.Equals || !ends.includes(token.tokenType)) return undefined;
  const name = isWord(beforePrevious) ? beforePrevious.image : 'this';
  return missingValue(originOf(context.uri, previous), name, context.exampleOf(name));
}

/** `bits 8`, `normal(sigma 3)`. */
function withoutEquals(fault: Fault, context: Context): Diagnostic | undefined {
  const { token, previous, beforePrevious, rules } = fault;
  if (!valueStarts.includes(token.tokenType) || !isWord(previous)) return undefined;
  const isItem = rules[0] === 'end' || rules.includes('let');
  const isField =
    isItem && !inBrackets(fault) && !fault.hasEquals && beforePrevious.tokenType !== t.NumberToken;
  const beginsEntry = beforePrevious.tokenType === t.LeftParen || beforePrevious.tokenType === t.Comma;
  const isArgument =
    inBrackets(fault) && beginsEntry && rules.lastIndexOf('arguments') > rules.lastIndexOf('list');
  if (!isField && !isArgument) return undefined;
  const gap = { uri: context.uri, start: endOf(previous), end: token.startOffset };
  return missingEquals(originOf(context.uri, token), gap, previous.image);
}

function unbounded(fault: Fault, context: Context): Diagnostic | undefined {
  const rule = fault.rules[fault.rules.length - 1];
  const inCondition = rule === 'comparator' || rule === 'condition';
  if (!inCondition || !ends.includes(fault.token.tokenType)) return undefined;
  return missingBound(originOf(context.uri, fault.previous), 'a condition');
}

function joined(fault: Fault, context: Context): Diagnostic | undefined {
  const words = [fault.token, fault.previous];
  const word = words.find((token) => isWord(token) && /^(and|or)$/i.test(token.image));
  return word && joinedConditions(originOf(context.uri, word), word.image);
}

/** `bits = 8 range = …`: the name was read as the unit of 8. */
function swallowedName(fault: Fault, context: Context): Diagnostic | undefined {
  const { token, previous, beforePrevious } = fault;
  const begins = [t.Equals, t.Point, t.LeftParen, t.LeftBrace, t.Colon, t.As].includes(token.tokenType);
  if (!begins || !isWord(previous) || startsRule(fault) || !onSameLine(beforePrevious, previous))
    return undefined;
  if (
    ends.includes(beforePrevious.tokenType) &&
    beforePrevious.tokenType !== t.RightParen &&
    beforePrevious.tokenType !== t.RightBracket
  )
    return undefined;
  const gap = { uri: context.uri, start: endOf(beforePrevious), end: previous.startOffset };
  return missingSeparator(originOf(context.uri, previous), gap, surroundings(fault), previous.image);
}

/** A comparison on a line that does not begin with `require` or `until`. */
function comparing(fault: Fault, context: Context): Diagnostic | undefined {
  const isComparison = t.comparators.includes(fault.token.tokenType);
  if (!isComparison || fault.rules[0] !== 'end' || fault.hasEquals || fault.atTop) return undefined;
  return bareCondition(originOf(context.uri, fault.token));
}

/** `chip mine standard.rram_chip`. */
function withoutFrom(fault: Fault, context: Context): Diagnostic | undefined {
  const { token, previous, beforePrevious } = fault;
  const areWords = isWord(token) && isWord(previous) && isWord(beforePrevious);
  if (!fault.atTop || !areWords || fault.rules[0] !== 'end' || !onSameLine(previous, token)) return undefined;
  const gap = { uri: context.uri, start: endOf(previous), end: token.startOffset };
  return missingFrom(originOf(context.uri, token), gap, token.image);
}

/** A value or a name right behind something complete. */
function crowded(fault: Fault, context: Context): Diagnostic | undefined {
  const { token, previous } = fault;
  const isStart =
    isWord(token) || valueStarts.includes(token.tokenType) || t.reservedWords.includes(token.tokenType);
  const isComplete = !joining.has(previous.tokenType) && previous.tokenType !== t.Equals;
  if (!isStart || !isComplete || startsRule(fault) || !onSameLine(previous, token)) return undefined;
  if (fault.rules.includes('find') && fault.rules[fault.rules.length - 1] === 'find') return undefined;
  const gap = { uri: context.uri, start: endOf(previous), end: token.startOffset };
  return missingSeparator(originOf(context.uri, token), gap, surroundings(fault), shown(token));
}
