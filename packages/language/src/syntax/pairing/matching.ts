import type { IToken, TokenType } from 'chevrotain';
import {
  LeftBrace,
  LeftBracket,
  LeftParen,
  Newline,
  RightBrace,
  RightBracket,
  RightParen,
} from '../tokens.js';

/** Blocks, lists and calls may be nested this deep. */
export const depthLimit = 100;

export const closerOf: ReadonlyMap<TokenType, TokenType> = new Map([
  [LeftBrace, RightBrace],
  [LeftParen, RightParen],
  [LeftBracket, RightBracket],
]);

const openerOf: ReadonlyMap<TokenType, TokenType> = new Map(
  [...closerOf].map(([opener, closer]) => [closer, opener]),
);

export interface Matching {
  /** For each token the index of its other half, -1 where there is none. */
  readonly partner: Int32Array;
  /** Closers that stand where another kind belongs, as in `[1, 2)`. */
  readonly swapped: readonly number[];
  readonly balanced: boolean;
  /** The first opener beyond the depth limit. */
  readonly tooDeep?: number;
}

/** Pairs brackets strictly: an outer closer ends everything that is still open inside it. */
export function matchBrackets(tokens: readonly IToken[]): Matching {
  const partner = new Int32Array(tokens.length).fill(-1);
  const swapped: number[] = [];
  const open: number[] = [];
  let balanced = true;
  for (let index = 0; index < tokens.length; index++) {
    const type = tokens[index].tokenType;
    if (closerOf.has(type)) {
      open.push(index);
      if (open.length > depthLimit) return { partner, swapped, balanced: false, tooDeep: index };
      continue;
    }
    const opener = openerOf.get(type);
    if (!opener) continue;
    const depth = findOpener(tokens, open, opener);
    balanced &&= depth === open.length - 1 && depth >= 0;
    const top = open[open.length - 1];
    if (depth >= 0 && !(depth < open.length - 1 && isOneTooMany(tokens, open, index))) {
      join(partner, open[depth], index);
      open.length = depth;
    } else if (top !== undefined && opener !== LeftBrace && (depth >= 0 || isSwapped(tokens, top, index))) {
      join(partner, top, index);
      swapped.push(index);
      open.length -= 1;
    }
  }
  return { partner, swapped, balanced: balanced && open.length === 0 };
}

/** Is this closer of the wrong kind meant for the opener, rather than one too many before the right one? */
function isSwapped(tokens: readonly IToken[], opener: number, closer: number): boolean {
  const wanted = closerOf.get(tokens[opener].tokenType);
  if (wanted === undefined || wanted === RightBrace) return false;
  let depth = 0;
  for (let index = closer + 1; index < tokens.length; index++) {
    const type = tokens[index].tokenType;
    if (type === Newline || type === LeftBrace || type === RightBrace) return true;
    if (type === LeftParen || type === LeftBracket) depth += 1;
    else if (type === RightParen || type === RightBracket) {
      if (depth === 0) return type !== wanted;
      depth -= 1;
    }
  }
  return true;
}

/** Are there more closers of this kind on the line than openers for them? Then this one was meant for another kind. */
function isOneTooMany(tokens: readonly IToken[], open: readonly number[], closer: number): boolean {
  const type = tokens[closer].tokenType;
  if (type === RightBrace) return false;
  const opener = openerOf.get(type);
  let wanted = 0;
  for (let depth = open.length - 1; depth >= 0 && tokens[open[depth]].tokenType !== LeftBrace; depth--) {
    if (tokens[open[depth]].tokenType === opener) wanted += 1;
  }
  for (let index = closer; index < tokens.length; index++) {
    const next = tokens[index].tokenType;
    if (next === Newline || next === LeftBrace || next === RightBrace) break;
    if (next === opener) wanted += 1;
    if (next === type) wanted -= 1;
  }
  return wanted < 0;
}

function join(partner: Int32Array, opener: number, closer: number): void {
  partner[opener] = closer;
  partner[closer] = opener;
}

/** The depth of the nearest opener of a kind; round and square ones are not sought beyond a brace. */
function findOpener(tokens: readonly IToken[], open: readonly number[], opener: TokenType): number {
  for (let depth = open.length - 1; depth >= 0; depth--) {
    const type = tokens[open[depth]].tokenType;
    if (type === opener) return depth;
    if (type === LeftBrace) return -1;
  }
  return -1;
}

/** For each token inside `( )` or `[ ]` how many of them are open there since the last brace, the brackets included. */
export function roundDepths(tokens: readonly IToken[]): ReadonlyMap<IToken, number> {
  const depths = new Map<IToken, number>();
  const outer: number[] = [];
  let depth = 0;
  for (const token of tokens) {
    const type = token.tokenType;
    if (type === LeftParen || type === LeftBracket) depth += 1;
    if (depth > 0) depths.set(token, depth);
    if (type === RightParen || type === RightBracket) depth = Math.max(0, depth - 1);
    else if (type === LeftBrace) {
      outer.push(depth);
      depth = 0;
    } else if (type === RightBrace) depth = outer.pop() ?? 0;
  }
  return depths;
}
