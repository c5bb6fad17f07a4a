import type { CstNode, IToken } from 'chevrotain';
import type {
  Argument,
  Comparator,
  Condition,
  List,
  Path,
  Quantity,
  Reference,
  Shape,
  Span,
  Text,
  Value,
} from '../ast.js';
import { originOf } from '../origin.js';
import { child, children, demand, nameOf, spanning, token, tokens } from './builder.js';
import type { Builder } from './builder.js';

export function valueOf(builder: Builder, node: CstNode): Value {
  const list = child(node, 'list');
  if (list) return listOf(builder, list);
  const span = child(node, 'span');
  if (span) return spanOf(builder, span);
  const shape = token(node, 'Shape');
  if (shape) return shapeOf(builder, shape);
  const text = token(node, 'Text');
  if (text) return textOf(builder, text);
  return referenceOf(builder, demand(child(node, 'reference'), 'reference'));
}

function listOf(builder: Builder, node: CstNode): List {
  const open = demand(token(node, 'LeftBracket'), '[');
  const close = demand(token(node, 'RightBracket'), ']');
  const items = children(node, 'value').map((item) => valueOf(builder, item));
  return { kind: 'list', items, origin: originOf(builder.uri, open, close) };
}

export function textOf(builder: Builder, text: IToken): Text {
  return { kind: 'text', text: text.image.slice(1, -1), origin: originOf(builder.uri, text) };
}

function shapeOf(builder: Builder, shape: IToken): Shape {
  const digits = shape.image.split(/[ \t]*[xX×][ \t]*/).map((size) => size.replace(/^0+(?=\d)/, ''));
  return {
    kind: 'shape',
    sizes: digits.map(Number),
    text: digits.join(' x '),
    origin: originOf(builder.uri, shape),
  };
}

/** `a`, `a to b`, `a to b step c`, `a to b in n points`. */
export function spanOf(builder: Builder, node: CstNode): Span | Quantity {
  const from = quantityOf(builder, demand(child(node, 'quantity'), 'quantity'));
  const upper = child(node, 'quantity', 1);
  if (!upper) return from;
  const to = quantityOf(builder, upper);
  const stepNode = child(node, 'step');
  if (stepNode) {
    const step = quantityOf(builder, demand(child(stepNode, 'quantity'), 'quantity'));
    return { kind: 'span', from, to, step, origin: spanning(from, step) };
  }
  const pointsNode = child(node, 'points');
  if (!pointsNode) return { kind: 'span', from, to, origin: spanning(from, to) };
  const count = plainNumber(builder, demand(token(pointsNode, 'Number'), 'number'));
  const last = nameOf(builder, demand(token(pointsNode, 'Points'), 'points'));
  const log = token(pointsNode, 'Log') !== undefined;
  return { kind: 'span', from, to, points: { count, log }, origin: spanning(from, last) };
}

function plainNumber(builder: Builder, number: IToken): Quantity {
  const origin = originOf(builder.uri, number);
  const text = numberText(number.image);
  return { kind: 'quantity', number: { text, value: Number(text), origin }, origin };
}

/** `.5` and `1.` are written `0.5` and `1`. */
function numberText(image: string): string {
  return image.replace(/^(-?)\./, '$10.').replace(/\.(?=$|[eE])/, '');
}

export function quantityOf(builder: Builder, node: CstNode): Quantity {
  const plain = plainNumber(builder, demand(token(node, 'Number'), 'number'));
  const unitNode = child(node, 'unit');
  const unitToken = unitNode && (token(unitNode, 'Percent') ?? token(unitNode, 'Name'));
  const ofToken = token(node, 'Name');
  if (!unitToken && !ofToken) return plain;
  const unit = unitToken && nameOf(builder, unitToken);
  const of = ofToken && nameOf(builder, ofToken);
  const origin = spanning(plain, of ?? unit ?? plain);
  return { ...plain, ...(unit && { unit }), ...(of && { of }), origin };
}

export function pathOf(builder: Builder, node: CstNode): Path {
  const names = tokens(node, 'Name').map((word) => nameOf(builder, word));
  return { kind: 'path', names, origin: spanning(names[0], names[names.length - 1]) };
}

export function referenceOf(builder: Builder, node: CstNode): Reference {
  const path = pathOf(builder, demand(child(node, 'path'), 'path'));
  const list = child(node, 'arguments');
  if (!list) return { kind: 'reference', path, origin: path.origin };
  const close = demand(token(list, 'RightParen'), ')');
  const origin = { ...path.origin, end: originOf(builder.uri, close).end };
  return { kind: 'reference', path, arguments: argumentsOf(builder, list), origin };
}

export function argumentsOf(builder: Builder, node: CstNode): Argument[] {
  return children(node, 'argument').map((argument) => argumentOf(builder, argument));
}

function argumentOf(builder: Builder, node: CstNode): Argument {
  const value = valueOf(builder, demand(child(node, 'value'), 'value'));
  const word = token(node, 'Name');
  const name = word && nameOf(builder, word);
  const comparator = child(node, 'comparator');
  const first = name ?? value;
  if (!comparator) return { ...(name && { name }), value, origin: spanning(first, value) };
  const bound = quantityOf(builder, demand(child(node, 'quantity'), 'quantity'));
  const compare = { operator: comparatorOf(comparator), bound };
  return { ...(name && { name }), value, compare, origin: spanning(first, bound) };
}

export function conditionOf(builder: Builder, node: CstNode): Condition {
  const left = referenceOf(builder, demand(child(node, 'reference'), 'reference'));
  const bound = quantityOf(builder, demand(child(node, 'quantity'), 'quantity'));
  const operator = comparatorOf(demand(child(node, 'comparator'), 'comparator'));
  return { left, operator, bound, origin: spanning(left, bound) };
}

function comparatorOf(node: CstNode): Comparator {
  if (token(node, 'Less')) return '<';
  if (token(node, 'LessEqual')) return '<=';
  return token(node, 'Greater') ? '>' : '>=';
}
