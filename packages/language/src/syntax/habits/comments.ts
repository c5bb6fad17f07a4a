import type { IToken } from 'chevrotain';
import { foreignComment } from '../../messages/habits.js';
import { Comment, Newline } from '../tokens.js';
import { at, isA, next, replacement } from './tidying.js';
import type { Tidying } from './tidying.js';

/** `// text`. */
export function slashComment(tidying: Tidying, token: IToken): boolean {
  const text = `#${withBlank(token.image.replace(/^\/+/, ''))}`;
  tidying.diagnostics.push(foreignComment(at(tidying, token), '//', text));
  tidying.comments.push(replacement(Comment, text, token));
  return true;
}

/** A comment between slash-star and star-slash; each of its lines becomes a comment. */
export function blockComment(tidying: Tidying, token: IToken): boolean {
  const after = next(tidying);
  const endsLine = after === undefined || isA(after, Newline);
  const lines = linesOf(token.image);
  const text = lines.map((line) => `#${withBlank(line)}`).join('\n');
  tidying.diagnostics.push(foreignComment(at(tidying, token), '/*', endsLine ? text : undefined));
  lines.forEach((line, index) => tidying.comments.push(commentLine(token, line, index)));
  return true;
}

function linesOf(image: string): string[] {
  const inner = image.replace(/^\/\*+/, '').replace(/\*+\/$/, '');
  const lines = inner.split(/\r\n|\r|\n/).map((line) => line.trim().replace(/^\* ?/, ''));
  const filled = lines.filter((line, index) => line !== '' || (index > 0 && index < lines.length - 1));
  return filled.length === 0 ? [''] : filled;
}

function commentLine(token: IToken, line: string, index: number): IToken {
  const comment = replacement(Comment, `#${withBlank(line)}`, token);
  const number = Math.min((token.startLine ?? 1) + index, token.endLine ?? 1);
  return { ...comment, startLine: number, endLine: number };
}

function withBlank(text: string): string {
  return text === '' || text.startsWith(' ') ? text.trimEnd() : ` ${text.trimEnd()}`;
}
