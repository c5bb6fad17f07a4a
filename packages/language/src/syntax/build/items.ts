import type { Origin } from '@kirchhoff/model';
import type { CstNode, IToken } from 'chevrotain';
import { missingValue } from '../../messages/form.js';
import type { Body, Comment, Declaration, Element, Field, Find, Item, Trivia, Value } from '../ast.js';
import { originOf } from '../origin.js';
import {
  child,
  children,
  demand,
  hasBlankLine,
  nameOf,
  spanning,
  takeBehind,
  takeComments,
} from './builder.js';
import { token, tokens } from './builder.js';
import type { Builder } from './builder.js';
import { argumentsOf, conditionOf, pathOf, quantityOf, spanOf, valueOf } from './values.js';

export type Bare<T> = T extends unknown ? Omit<T, 'trivia'> : never;
type BareEntry = Bare<Item> | Bare<Declaration>;

/** What was read of an item before its comments are known; comments inside it, outside every nested body, go above it. */
export interface Draft {
  readonly entry: BareEntry;
  readonly inner: Comment[];
}

type ReadDraft = (builder: Builder, node: CstNode) => Draft;

/** Reads entries in order and gives each its comments; `start` and `end` enclose them all. */
export function withTrivia<T extends Item | Declaration>(
  builder: Builder,
  nodes: readonly CstNode[],
  range: { readonly start: number; readonly end: number },
  read: ReadDraft,
): T[] {
  let gapStart = range.start;
  return nodes.map((node, index) => {
    const start = startOf(node);
    const above = takeComments(builder, start);
    const gapEnd = above[0]?.origin.start ?? start;
    const blankBefore = hasBlankLine(builder.text, gapStart, gapEnd);
    const { entry, inner } = read(builder, node);
    inner.push(...takeComments(builder, entry.origin.end));
    const next = nodes[index + 1];
    const limit = next === undefined ? range.end : startOf(next);
    const behind = takeBehind(builder, entry.origin.end, limit);
    gapStart = behind?.origin.end ?? entry.origin.end;
    const trivia: Trivia = { above: [...above, ...inner], ...(behind && { behind }), blankBefore };
    return { ...entry, trivia } as T;
  });
}

/** The offset of the first token below a node. */
function startOf(node: CstNode): number {
  let start = Number.POSITIVE_INFINITY;
  for (const parts of Object.values(node.children)) {
    const first = parts[0];
    start = Math.min(start, 'image' in first ? first.startOffset : startOf(first));
  }
  return start;
}

export function draftOf(builder: Builder, node: CstNode): Draft {
  const inner: Comment[] = [];
  const find = child(node, 'find');
  if (find) return { entry: findOf(builder, find), inner };
  const require = child(node, 'require');
  if (require) return { entry: conditioned(builder, 'require', require, 'Require'), inner };
  const until = child(node, 'until');
  if (until) return { entry: conditioned(builder, 'until', until, 'Until'), inner };
  const field = child(node, 'field');
  if (field) return { entry: fieldOf(builder, field), inner };
  return { entry: elementOf(builder, demand(child(node, 'element'), 'element'), inner), inner };
}

function findOf(builder: Builder, node: CstNode): Bare<Find> {
  const goal = token(node, 'Smallest') ? 'smallest' : 'largest';
  const as = token(node, 'Name');
  const range = spanOf(builder, demand(child(node, 'span'), 'span'));
  const withinNode = child(node, 'quantity');
  const within = withinNode && quantityOf(builder, withinNode);
  return {
    kind: 'find',
    goal,
    path: pathOf(builder, demand(child(node, 'path'), 'path')),
    ...(as && { as: nameOf(builder, as) }),
    in: range,
    ...(within && { within }),
    origin: from(builder, demand(token(node, 'Find'), 'find'), within ?? range),
  };
}

function conditioned(builder: Builder, kind: 'require' | 'until', node: CstNode, word: string): Bare<Item> {
  const condition = conditionOf(builder, demand(child(node, 'condition'), 'condition'));
  return { kind, condition, origin: from(builder, demand(token(node, word), word), condition) };
}

export function from(builder: Builder, first: IToken, last: { readonly origin: Origin }): Origin {
  return { uri: builder.uri, start: first.startOffset, end: last.origin.end };
}

function fieldOf(builder: Builder, node: CstNode): Bare<Field> {
  const path = pathOf(builder, demand(child(node, 'path'), 'path'));
  const as = token(node, 'Name');
  const equals = demand(token(node, 'Equals'), '=');
  const text = path.names.map((name) => name.text).join('.');
  const value = valueAfter(builder, node, equals, text);
  const end = value?.origin.end ?? originOf(builder.uri, equals).end;
  return {
    kind: 'field',
    path,
    ...(as && { as: nameOf(builder, as) }),
    ...(value && { value }),
    origin: { ...path.origin, end },
  };
}

export function valueAfter(builder: Builder, node: CstNode, equals: IToken, name: string): Value | undefined {
  const value = child(node, 'value');
  if (value) return valueOf(builder, value);
  builder.diagnostics.push(missingValue(originOf(builder.uri, equals), name, builder.exampleOf(name)));
  return undefined;
}

function elementOf(builder: Builder, node: CstNode, inner: Comment[]): Bare<Element> {
  const [first, second] = tokens(node, 'Name').map((word) => nameOf(builder, word));
  const isLabelled = token(node, 'Colon') !== undefined;
  const list = child(node, 'arguments');
  const close = list && token(list, 'RightParen');
  const origin = child(node, 'origin');
  const base = origin && pathOf(builder, demand(child(origin, 'path'), 'path'));
  const body = bodyIn(builder, node, inner);
  const closed = close && { origin: originOf(builder.uri, close) };
  return {
    kind: 'element',
    ...(isLabelled && { label: first }),
    word: isLabelled ? second : first,
    ...(second && !isLabelled && { name: second }),
    ...(list && { arguments: argumentsOf(builder, list) }),
    ...(base && { from: base }),
    ...(body && { body }),
    origin: spanning(first, body ?? base ?? closed ?? second ?? first),
  };
}

export function bodyIn(builder: Builder, node: CstNode, inner: Comment[]): Body | undefined {
  const body = child(node, 'body');
  if (!body) return undefined;
  const open = demand(token(body, 'LeftBrace'), '{');
  const close = demand(token(body, 'RightBrace'), '}');
  inner.push(...takeComments(builder, open.startOffset));
  const first = children(body, 'item')[0];
  const start = originOf(builder.uri, open).end;
  const opening = takeBehind(builder, start, first ? startOf(first) : close.startOffset);
  const range = { start: opening?.origin.end ?? start, end: close.startOffset };
  const before = builder.comment;
  const items = withTrivia<Item>(builder, children(body, 'item'), range, draftOf);
  const below = takeComments(builder, close.startOffset);
  const hasComments = opening !== undefined || builder.comment > before;
  return {
    items,
    inline: open.startLine === close.endLine && !hasComments,
    ...(opening && { opening }),
    below,
    origin: originOf(builder.uri, open, close),
  };
}
