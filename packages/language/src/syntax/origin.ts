import type { Origin } from '@kirchhoff/model';
import type { IToken } from 'chevrotain';

/** The first offset behind a token. */
export function endOf(token: IToken): number {
  return (token.endOffset ?? token.startOffset) + 1;
}

export function originOf(uri: string, first: IToken, last: IToken = first): Origin {
  return { uri, start: first.startOffset, end: endOf(last) };
}

/** The empty range behind a token, where something can be inserted. */
export function behind(uri: string, token: IToken): Origin {
  return { uri, start: endOf(token), end: endOf(token) };
}

/** Nothing stands between the two. */
export function areGlued(left: IToken, right: IToken): boolean {
  return endOf(left) === right.startOffset;
}

export function onSameLine(left: IToken, right: IToken): boolean {
  return left.endLine === right.startLine;
}
