import { createToken, Lexer } from 'chevrotain';
import type { ITokenConfig, TokenType } from 'chevrotain';

const letter =
  'A-Za-zµμ\\u2126\\u00AA\\u00BA\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u024F\\u0370-\\u04FF\\u3040-\\u30FF\\u4E00-\\u9FFF\\uAC00-\\uD7AF';
const word = `[${letter}][${letter}0-9_]*`;

export const Name = createToken({ name: 'Name', pattern: new RegExp(word) });

/** A whole text that is one name. */
export const nameOnly = new RegExp(`^${word}$`);

function token(name: string, pattern: RegExp, more: Partial<ITokenConfig> = {}): TokenType {
  return createToken({ name, pattern, ...more });
}

function capitalised(text: string): string {
  return text[0].toUpperCase() + text.slice(1);
}

function keyword(text: string): TokenType {
  return token(capitalised(text), new RegExp(text), { longer_alt: [HyphenName, Name] });
}

function softWord(text: string): TokenType {
  return token(capitalised(text), new RegExp(text), { longer_alt: [HyphenName, Name], categories: [Name] });
}

/** `on-off-ratio`: a habit, answered with underscores. */
export const HyphenName = token('HyphenName', new RegExp(`${word}(?:-[${letter}0-9_]+)+`));

export const Import = keyword('import');
export const Let = keyword('let');
export const From = keyword('from');
export const As = keyword('as');
export const Find = keyword('find');
export const Require = keyword('require');
export const Until = keyword('until');

export const To = softWord('to');
export const Step = softWord('step');
export const In = softWord('in');
export const Log = softWord('log');
export const Points = softWord('points');
export const Of = softWord('of');
export const Within = softWord('within');
export const Smallest = softWord('smallest');
export const Largest = softWord('largest');

export const Newline = token('Newline', /\r\n|\r|\n/, { line_breaks: true });
export const Blank = token('Blank', /[ \t\u00A0\u2000-\u200B\u202F\u3000\uFEFF\f\v]+/, { group: 'SKIPPED' });
export const Comment = token('Comment', /#[^\r\n]*/, { group: 'comments' });

export const ShapeToken = token('Shape', /\d+(?:[ \t]*[xX×][ \t]*\d+)+/);
export const NumberToken = token('Number', /-?(?:\d+(?:\.\d+|\.(?![.\w]))?|\.\d+)(?:[eE][+-]?\d+)?/);
export const TextToken = token('Text', /"[^"\r\n]*"/);

export const Percent = token('Percent', /%/);
export const LessEqual = token('LessEqual', /<=/);
export const GreaterEqual = token('GreaterEqual', />=/);
export const Less = token('Less', /</);
export const Greater = token('Greater', />/);
export const Equals = token('Equals', /=/);
export const Point = token('Point', /\./);
export const Comma = token('Comma', /,/);
export const Colon = token('Colon', /:/);
export const LeftBrace = token('LeftBrace', /\{/);
export const RightBrace = token('RightBrace', /\}/);
export const LeftParen = token('LeftParen', /\(/);
export const RightParen = token('RightParen', /\)/);
export const LeftBracket = token('LeftBracket', /\[/);
export const RightBracket = token('RightBracket', /\]/);

/** Notations from other languages, each answered with its fix (habits/). */
export const SlashComment = token('SlashComment', /\/\/[^\r\n]*/);
export const BlockComment = token('BlockComment', /\/\*(?:[\s\S]*?\*\/|[^\r\n]*)/, { line_breaks: true });
export const Semicolon = token('Semicolon', /;/);
export const OtherSign = token('OtherSign', /==|=>|->|:=|=<|!=|≤|≥|→|≠/);
export const OtherQuote = token('OtherQuote', /'[^'\r\n]*'|[“”„«»][^“”„«»"\r\n]*[“”«»"]|"[^"“”\r\n]*[“”]/);
export const OpenText = token('OpenText', /"[^"\r\n#(){}[\],]*/);
export const Dots = token('Dots', /\.\.\.?|…/);
export const Dash = token('Dash', /[-−–—]/);
export const PlusMinus = token('PlusMinus', /±|\+\/?-/);
export const Operator = token('Operator', /[+*/^]/);
/** Never matched: made from the characters the lexer could not read. */
export const Unknown = createToken({ name: 'Unknown', pattern: Lexer.NA });

export const infixWords: readonly TokenType[] = [To, Step, In, Of, Within];
export const reservedWords: readonly TokenType[] = [Import, Let, From, As, Find, Require, Until];
export const comparators: readonly TokenType[] = [LessEqual, GreaterEqual, Less, Greater];

/** In matching order. */
export const allTokens: readonly TokenType[] = [
  Newline,
  Blank,
  Comment,
  SlashComment,
  BlockComment,
  ShapeToken,
  NumberToken,
  OtherSign,
  ...[LessEqual, GreaterEqual, Less, Greater, Equals],
  ...[Dots, PlusMinus, Point, Comma, Colon, Semicolon, Percent],
  ...[LeftBrace, RightBrace, LeftParen, RightParen, LeftBracket, RightBracket],
  ...[TextToken, OtherQuote, OpenText],
  ...reservedWords,
  ...[To, Step, In, Log, Points, Of, Within, Smallest, Largest],
  HyphenName,
  Name,
  Dash,
  Operator,
  Unknown,
];
