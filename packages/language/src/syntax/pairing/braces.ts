import type { Diagnostic } from '@kirchhoff/model';
import type { IToken } from 'chevrotain';
import { strayCloser, unclosedBlock, unopenedBlock } from '../../messages/form.js';
import { behind, originOf } from '../origin.js';
import { LeftBrace, Newline, RightBrace } from '../tokens.js';
import { applyEdits, insertAfter, noEdits } from './edits.js';
import type { Edits } from './edits.js';
import {
  endOfHead,
  headBefore,
  isFirstOfLine,
  lineStart,
  startsDeclaration,
  startsElement,
} from './lines.js';

interface Open {
  readonly brace: number;
  /** Column of the line that opened it. */
  readonly indent: number;
  /** What is inside is indented deeper, so a line at the left of it is outside. */
  readonly indented: boolean;
}

interface Repair {
  readonly uri: string;
  readonly tokens: readonly IToken[];
  readonly edits: Edits;
  readonly diagnostics: Diagnostic[];
  readonly open: Open[];
  readonly start: number;
}

/** Puts in missing braces and leaves out stray ones, judging by the author's indentation, block by block. */
export function repairBraces(
  uri: string,
  tokens: readonly IToken[],
): { readonly tokens: IToken[]; readonly diagnostics: Diagnostic[] } {
  const edits = noEdits();
  const diagnostics: Diagnostic[] = [];
  let start = 0;
  for (let index = 1; index <= tokens.length; index++) {
    if (index < tokens.length && !startsDeclaration(tokens, index)) continue;
    if (!isBalanced(tokens, start, index)) {
      repairChunk({ uri, tokens, edits, diagnostics, open: [], start }, index);
    }
    start = index;
  }
  return { tokens: applyEdits(tokens, edits), diagnostics };
}

function isBalanced(tokens: readonly IToken[], start: number, end: number): boolean {
  let depth = 0;
  for (let index = start; index < end; index++) {
    if (tokens[index].tokenType === LeftBrace) depth += 1;
    else if (tokens[index].tokenType === RightBrace && --depth < 0) return false;
  }
  return depth === 0;
}

function repairChunk(repair: Repair, end: number): void {
  const { tokens, open } = repair;
  for (let index = repair.start; index < end; index++) {
    const type = tokens[index].tokenType;
    if (type === RightBrace) closeBrace(repair, index);
    else if (type !== Newline && isFirstOfLine(tokens, index)) closeOutdented(repair, index);
    if (type === LeftBrace) open.push(openBrace(tokens, index));
  }
  while (open.length > 0) closeMissing(repair, end);
}

function openBrace(tokens: readonly IToken[], brace: number): Open {
  const indent = tokens[lineStart(tokens, brace)].startColumn ?? 1;
  let inside = brace + 1;
  while (tokens[inside]?.tokenType === Newline) inside += 1;
  const onNextLine = inside > brace + 1;
  return { brace, indent, indented: !onNextLine || (tokens[inside]?.startColumn ?? 1) > indent };
}

/** A line that stands no deeper than the line that opened a block is outside it. */
function closeOutdented(repair: Repair, index: number): void {
  const column = repair.tokens[index].startColumn ?? 1;
  let top = repair.open[repair.open.length - 1];
  while (top?.indented && column <= top.indent) {
    closeMissing(repair, index);
    top = repair.open[repair.open.length - 1];
  }
}

/** Reports the innermost open block and closes it before the token at `index`. */
function closeMissing(repair: Repair, index: number): void {
  const { uri, tokens } = repair;
  const top = repair.open.pop();
  if (!top) return;
  let last = index - 1;
  while (tokens[last].tokenType === Newline) last -= 1;
  const inline = lineStart(tokens, last) === lineStart(tokens, top.brace);
  const text = inline ? ' }' : `\n${' '.repeat(top.indent - 1)}}`;
  insertAfter(repair.edits, tokens[last], RightBrace, '}');
  const fix = {
    text,
    meaning: inline ? 'at the end of the line' : 'on a line of its own',
    origin: behind(uri, tokens[last]),
  };
  const at = originOf(uri, tokens[top.brace]);
  repair.diagnostics.push(unclosedBlock(at, headBefore(tokens, top.brace), fix, originOf(uri, tokens[last])));
}

function closeBrace(repair: Repair, index: number): void {
  if (isFirstOfLine(repair.tokens, index)) closeOnOwnLine(repair, index);
  else closeInLine(repair, index);
}

function closeOnOwnLine(repair: Repair, index: number): void {
  const { tokens, open } = repair;
  const column = tokens[index].startColumn ?? 1;
  while (
    open.length > 1 &&
    open[open.length - 1].indent > column &&
    open.some((other) => other.indent === column)
  ) {
    closeMissing(repair, index);
  }
  const top = open[open.length - 1];
  if (top && top.indent >= column) {
    open.pop();
    return;
  }
  const head = lostHead(repair, index, column);
  if (head !== undefined) openMissing(repair, head, endOfLine(tokens, head), index);
  else if (top) open.pop();
  else dropStray(repair, index);
}

/** Looks upwards for the line at the same column that should have opened the block. */
function lostHead(repair: Repair, index: number, column: number): number | undefined {
  const { tokens, open, start } = repair;
  const floor = open.length > 0 ? open[open.length - 1].brace : start - 1;
  for (let line = index - 1; line > floor; line--) {
    if (!isFirstOfLine(tokens, line) || tokens[line].tokenType === Newline) continue;
    const indent = tokens[line].startColumn ?? 1;
    if (indent < column) return undefined;
    if (indent === column) return startsElement(tokens, line) ? line : undefined;
  }
  return undefined;
}

function endOfLine(tokens: readonly IToken[], index: number): number {
  let last = index;
  while (tokens[last + 1] !== undefined && tokens[last + 1].tokenType !== Newline) last += 1;
  return last;
}

function openMissing(repair: Repair, first: number, last: number, closer: number): void {
  const { uri, tokens } = repair;
  insertAfter(repair.edits, tokens[last], LeftBrace, '{');
  const words = tokens.slice(first, Math.min(last, first + 1) + 1);
  const block = words.map((token) => token.image).join(' ');
  const at = originOf(uri, tokens[first], tokens[last]);
  const gap = behind(uri, tokens[last]);
  repair.diagnostics.push(unopenedBlock(at, block, gap, originOf(uri, tokens[closer])));
}

function closeInLine(repair: Repair, index: number): void {
  const { tokens, open } = repair;
  const first = lineStart(tokens, index);
  const top = open[open.length - 1];
  if (top && top.brace >= first) {
    open.pop();
    return;
  }
  const sameLine = tokens.slice(first, index).some((token) => token.tokenType === RightBrace);
  if (startsElement(tokens, first) && !sameLine) openMissing(repair, first, endOfHead(tokens, first), index);
  else if (top) open.pop();
  else dropStray(repair, index);
}

function dropStray(repair: Repair, index: number): void {
  const token = repair.tokens[index];
  repair.edits.dropped.add(token);
  repair.diagnostics.push(strayCloser(originOf(repair.uri, token), token.image));
}
