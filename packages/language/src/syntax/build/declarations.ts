import type { CstNode } from 'chevrotain';
import type { Comment, Declaration } from '../ast.js';
import { originOf } from '../origin.js';
import { child, demand, nameOf, spanning, token, tokens } from './builder.js';
import type { Builder } from './builder.js';
import { bodyIn, from, valueAfter } from './items.js';
import type { Bare, Draft } from './items.js';
import { pathOf, textOf } from './values.js';

export function declarationDraft(builder: Builder, node: CstNode): Draft {
  const inner: Comment[] = [];
  const imported = child(node, 'import');
  if (imported) return { entry: importOf(builder, imported), inner };
  const let_ = child(node, 'let');
  if (let_) return { entry: letOf(builder, let_), inner };
  return { entry: blockOf(builder, demand(child(node, 'block'), 'block'), inner), inner };
}

function importOf(builder: Builder, node: CstNode): Bare<Declaration> {
  const name = nameOf(builder, demand(token(node, 'Name'), 'name'));
  return {
    kind: 'import',
    file: textOf(builder, demand(token(node, 'Text'), 'file')),
    name,
    origin: from(builder, demand(token(node, 'Import'), 'import'), name),
  };
}

function letOf(builder: Builder, node: CstNode): Bare<Declaration> {
  const name = nameOf(builder, demand(token(node, 'Name'), 'name'));
  const equals = demand(token(node, 'Equals'), '=');
  const value = valueAfter(builder, node, equals, name.text);
  const last = value ?? { origin: originOf(builder.uri, equals) };
  return {
    kind: 'let',
    name,
    ...(value && { value }),
    origin: from(builder, demand(token(node, 'Let'), 'let'), last),
  };
}

function blockOf(builder: Builder, node: CstNode, inner: Comment[]): Bare<Declaration> {
  const [word, name] = tokens(node, 'Name').map((part) => nameOf(builder, part));
  const origin = child(node, 'origin');
  const base = origin && pathOf(builder, demand(child(origin, 'path'), 'path'));
  const body = bodyIn(builder, node, inner);
  return {
    kind: 'block',
    word,
    ...(name && { name }),
    ...(base && { from: base }),
    ...(body && { body }),
    origin: spanning(word, body ?? base ?? name ?? word),
  };
}
