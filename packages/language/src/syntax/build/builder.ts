import type { Diagnostic, Origin } from '@kirchhoff/model';
import type { CstNode, IToken } from 'chevrotain';
import type { Comment, Name } from '../ast.js';
import { originOf } from '../origin.js';

/** Turns the concrete tree into the abstract one, handing each comment to its item on the way. */
export interface Builder {
  readonly uri: string;
  readonly text: string;
  /** Sorted by place. */
  readonly comments: readonly IToken[];
  /** The first comment that has no item yet. */
  comment: number;
  readonly diagnostics: Diagnostic[];
  readonly exampleOf: (field: string) => string | undefined;
}

export function children(node: CstNode, name: string): readonly CstNode[] {
  return (node.children[name] ?? []) as CstNode[];
}

export function child(node: CstNode, name: string, index = 0): CstNode | undefined {
  return node.children[name]?.[index] as CstNode | undefined;
}

export function tokens(node: CstNode, name: string): readonly IToken[] {
  return (node.children[name] ?? []) as IToken[];
}

export function token(node: CstNode, name: string, index = 0): IToken | undefined {
  return node.children[name]?.[index] as IToken | undefined;
}

/** A child that the grammar demands: nodes are always whole (parser.ts). */
export function demand<T>(part: T | undefined, what: string): T {
  if (part === undefined) throw new Error(`the tree has no ${what}`);
  return part;
}

export function nameOf(builder: Builder, word: IToken): Name {
  return { text: word.image, origin: originOf(builder.uri, word) };
}

export function spanning(first: { readonly origin: Origin }, last: { readonly origin: Origin }): Origin {
  return { uri: first.origin.uri, start: first.origin.start, end: last.origin.end };
}

/** The comments before an offset that have no item yet. */
export function takeComments(builder: Builder, offset: number): Comment[] {
  const taken: Comment[] = [];
  while (builder.comment < builder.comments.length) {
    const comment = builder.comments[builder.comment];
    if (comment.startOffset >= offset) break;
    taken.push(commentOf(builder, comment, offset));
    builder.comment += 1;
  }
  return taken;
}

/** The comment on the line that ends at `end`, if nothing else begins before it. */
export function takeBehind(builder: Builder, end: number, limit: number): Comment | undefined {
  const comment = builder.comments[builder.comment];
  if (comment === undefined || comment.startOffset >= limit || comment.startOffset < end) return undefined;
  if (/[\r\n]/.test(builder.text.slice(end, comment.startOffset))) return undefined;
  builder.comment += 1;
  return { text: commentText(comment), origin: originOf(builder.uri, comment) };
}

function commentOf(builder: Builder, comment: IToken, limit: number): Comment {
  const origin = originOf(builder.uri, comment);
  const following = builder.comments[builder.comment + 1]?.startOffset ?? limit;
  const isParagraph = hasBlankLine(builder.text, origin.end, Math.min(following, limit));
  return { text: commentText(comment), ...(isParagraph && { blankAfter: true }), origin };
}

function commentText(comment: IToken): string {
  return comment.image.replace(/^# ?/, '').trimEnd();
}

export function hasBlankLine(text: string, start: number, end: number): boolean {
  return /(?:\r\n|\r(?!\n)|\n)[^\S\r\n]*[\r\n]/.test(text.slice(start, end));
}
