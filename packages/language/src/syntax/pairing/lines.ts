import type { IToken } from 'chevrotain';
import {
  As,
  Colon,
  Comma,
  Equals,
  From,
  LeftBrace,
  Let,
  Name,
  Newline,
  Point,
  RightBrace,
} from '../tokens.js';
import { Import } from '../tokens.js';

const blockWords = new Set(['data', 'network', 'device', 'adc', 'chip', 'train', 'experiment', 'report']);

export function isWord(token: IToken | undefined): boolean {
  return (
    token !== undefined && (token.tokenType === Name || token.tokenType.CATEGORIES?.includes(Name) === true)
  );
}

export function isFirstOfLine(tokens: readonly IToken[], index: number): boolean {
  return index === 0 || tokens[index - 1].tokenType === Newline;
}

/** The index of the first token of the line that holds `index`. */
export function lineStart(tokens: readonly IToken[], index: number): number {
  let first = index;
  while (!isFirstOfLine(tokens, first)) first -= 1;
  return first;
}

/** A line at the left margin that begins `device name`, `let`, `import`, …: nothing can be open there. */
export function startsDeclaration(tokens: readonly IToken[], index: number): boolean {
  const token = tokens[index];
  if (token.startColumn !== 1 || !isFirstOfLine(tokens, index)) return false;
  if (token.tokenType === Let || token.tokenType === Import) return true;
  const next = tokens[index + 1];
  return (
    blockWords.has(token.image) && (isWord(next) || next?.tokenType === LeftBrace || next?.tokenType === From)
  );
}

/** `layers`, `plot accuracy`, `repeat(2)` at the beginning of a line, and not a field. */
export function startsElement(tokens: readonly IToken[], index: number): boolean {
  const next = tokens[index + 1]?.tokenType;
  return isWord(tokens[index]) && next !== Equals && next !== Point && next !== As && next !== Colon;
}

/** The last token of the head of an element without brace: `array size = …` ends at `array`. */
export function endOfHead(tokens: readonly IToken[], first: number): number {
  let last = first;
  while (isWord(tokens[last + 1]) && !isFieldSign(tokens[last + 2])) last += 1;
  return last;
}

function isFieldSign(token: IToken | undefined): boolean {
  const type = token?.tokenType;
  return (
    type === Equals ||
    type === Point ||
    type === As ||
    type === Comma ||
    type === RightBrace ||
    type === undefined
  );
}

/** The words before a brace: `device hfo2`. */
export function headBefore(tokens: readonly IToken[], brace: number): string {
  const words: string[] = [];
  for (let index = brace - 1; index >= 0 && words.length < 3; index--) {
    const token = tokens[index];
    if (token.tokenType === Newline || token.tokenType === LeftBrace || token.tokenType === Comma) break;
    if (isWord(token)) words.unshift(token.image);
    else words.length = 0;
  }
  return words.length === 0 ? 'this block' : words.slice(0, 2).join(' ');
}
