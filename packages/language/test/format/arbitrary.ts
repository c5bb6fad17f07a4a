import * as fc from 'fast-check';
import type {
  Argument,
  Body,
  Comment,
  Condition,
  Declaration,
  Element,
  Field,
  Find,
  Item,
} from '../../src/syntax/ast.js';
import type { Name, Path, Program, Quantity, Reference, Span, Trivia, Value } from '../../src/syntax/ast.js';

const origin = { uri: '', start: 0, end: 0 };
const words = [
  'alpha',
  'b2',
  'x_scale',
  'of',
  'step',
  'log',
  'points',
  'to',
  'smallest',
  'σ',
  'µ1',
  'standard',
];
const units = ['%', 'kohm', 'uS', 'V', 'LSB', 'epochs', 'kΩ'];

export const name: fc.Arbitrary<Name> = fc.constantFrom(...words).map((text) => ({ text, origin }));
const label: fc.Arbitrary<Name> = fc.constantFrom('fc1', 'plot', 'hfo2').map((text) => ({ text, origin }));

export const path: fc.Arbitrary<Path> = fc
  .array(name, { minLength: 1, maxLength: 3 })
  .map((names) => ({ kind: 'path', names, origin }));

const numberText = fc.oneof(
  fc.integer({ min: -500, max: 100000 }).map(String),
  fc.constantFrom('0.10', '1e-3', '-0', '0.025', '1E6', '99.95', '1e400'),
);

export const quantity: fc.Arbitrary<Quantity> = fc
  .record({ text: numberText, unit: fc.option(fc.constantFrom(...units)), of: fc.option(name) })
  .map(({ text, unit, of }) => ({
    kind: 'quantity',
    number: { text, value: Number(text), origin },
    ...(unit !== null && { unit: { text: unit, origin } }),
    ...(of && { of }),
    origin,
  }));

const count: fc.Arbitrary<Quantity> = fc.integer({ min: 2, max: 99 }).map((value) => ({
  kind: 'quantity',
  number: { text: String(value), value, origin },
  origin,
}));

export const span: fc.Arbitrary<Span> = fc.oneof(
  fc.record({ from: quantity, to: quantity }).map((ends): Span => ({ kind: 'span', ...ends, origin })),
  fc
    .record({ from: quantity, to: quantity, step: quantity })
    .map((parts): Span => ({ kind: 'span', ...parts, origin })),
  fc
    .record({ from: quantity, to: quantity, points: fc.record({ count, log: fc.boolean() }) })
    .map((parts): Span => ({ kind: 'span', ...parts, origin })),
);

const shape: fc.Arbitrary<Value> = fc
  .array(fc.integer({ min: 0, max: 512 }), { minLength: 2, maxLength: 3 })
  .map((sizes) => ({ kind: 'shape', sizes, text: sizes.join(' x '), origin }));

const text: fc.Arbitrary<Value> = fc
  .constantFrom('out/x.html', '', 'target [uS]', 'ä # // {', "it's")
  .map((content) => ({ kind: 'text', text: content, origin }));

const operator = fc.constantFrom('<', '<=', '>', '>=' as const) as fc.Arbitrary<Condition['operator']>;

const { value, reference } = fc.letrec<{ value: Value; reference: Reference; argument: Argument }>((tie) => ({
  argument: fc
    .record({
      name: fc.option(name),
      value: tie('value'),
      compare: fc.option(fc.record({ operator, bound: quantity })),
    })
    .map(({ name: given, value: content, compare }) => ({
      ...(given && { name: given }),
      value: content,
      ...(compare && { compare }),
      origin,
    })),
  reference: fc
    .record({ path, list: fc.option(fc.array(tie('argument'), { maxLength: 3 })) })
    .map(({ path: called, list }): Reference => ({
      kind: 'reference',
      path: called,
      ...(list && { arguments: list }),
      origin,
    })),
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    quantity as fc.Arbitrary<Value>,
    span as fc.Arbitrary<Value>,
    shape,
    text,
    tie('reference') as fc.Arbitrary<Value>,
    fc.array(tie('value'), { maxLength: 6 }).map((items): Value => ({ kind: 'list', items, origin })),
  ),
}));

export { reference, value };

const comment: fc.Arbitrary<Comment> = fc
  .record({
    text: fc.constantFrom('why', '', '# twice', '  indented', 'a { b = "c', 'ünï'),
    blankAfter: fc.boolean(),
  })
  .map(({ text: content, blankAfter }) => ({ text: content, ...(blankAfter && { blankAfter }), origin }));

const plainComment = comment.map(({ text: content }): Comment => ({ text: content, origin }));

const trivia: fc.Arbitrary<Trivia> = fc
  .record({
    above: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.array(comment, { maxLength: 3 })),
    behind: fc.option(plainComment, { freq: 3 }),
    blankBefore: fc.boolean(),
  })
  .map(({ above, behind, blankBefore }) => ({ above, ...(behind && { behind }), blankBefore }));

const bareTrivia: fc.Arbitrary<Trivia> = fc.constant({ above: [], blankBefore: false });

const condition: fc.Arbitrary<Condition> = fc
  .record({ left: reference, operator, bound: quantity })
  .map((parts) => ({ ...parts, origin }));

function fieldWith(given: fc.Arbitrary<Trivia>): fc.Arbitrary<Field> {
  return fc
    .record({ path, as: fc.option(label), value, trivia: given })
    .map(({ as, ...parts }) => ({ kind: 'field', ...parts, ...(as && { as }), origin }));
}

function findWith(given: fc.Arbitrary<Trivia>): fc.Arbitrary<Find> {
  const goal = fc.constantFrom('smallest', 'largest') as fc.Arbitrary<Find['goal']>;
  return fc
    .record({
      goal,
      path,
      as: fc.option(label),
      in: fc.oneof(span, quantity),
      within: fc.option(quantity),
      trivia: given,
    })
    .map(({ as, within, ...parts }) => ({
      kind: 'find',
      ...parts,
      ...(as && { as }),
      ...(within && { within }),
      origin,
    }));
}

function elementWith(given: fc.Arbitrary<Trivia>, inside: fc.Arbitrary<Body>): fc.Arbitrary<Element> {
  const list = fc.array(
    value.map((content): Argument => ({ value: content, origin })),
    { maxLength: 2 },
  );
  return fc
    .record({
      naming: fc.option(fc.record({ given: label, isLabel: fc.boolean() })),
      word: name,
      list: fc.option(list),
      from: fc.option(path),
      body: fc.option(inside),
      trivia: given,
    })
    .map(({ naming, word, list: content, from, body: nested, trivia: own }) => ({
      kind: 'element',
      ...(naming?.isLabel && { label: naming.given }),
      word,
      ...(naming && !naming.isLabel && { name: naming.given }),
      ...(content && { arguments: content }),
      ...(from && { from }),
      ...(nested && { body: nested }),
      trivia: own,
      origin,
    }));
}

function itemWith(given: fc.Arbitrary<Trivia>, inside: fc.Arbitrary<Body>): fc.Arbitrary<Item> {
  const conditioned = fc
    .record({
      kind: fc.constantFrom('require', 'until') as fc.Arbitrary<'require' | 'until'>,
      condition,
      trivia: given,
    })
    .map((parts) => ({ ...parts, origin }));
  return fc.oneof(
    { weight: 4, arbitrary: fieldWith(given) as fc.Arbitrary<Item> },
    elementWith(given, inside),
    findWith(given),
    conditioned,
  );
}

const { body } = fc.letrec<{ body: Body; inline: Body; open: Body }>((tie) => ({
  inline: fc
    .array(itemWith(bareTrivia, tie('inline')), { maxLength: 2, depthIdentifier: 'body' })
    .map((items): Body => ({ items, inline: true, below: [], origin })),
  open: fc
    .record({
      items: fc.array(itemWith(trivia, tie('body')), { maxLength: 4, depthIdentifier: 'body' }),
      opening: fc.option(plainComment, { freq: 3 }),
      below: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.array(comment, { maxLength: 2 })),
    })
    .map(({ items, opening, below }): Body => ({
      items,
      inline: false,
      ...(opening && { opening }),
      below,
      origin,
    })),
  body: fc.oneof({ depthIdentifier: 'body', maxDepth: 3 }, tie('inline'), tie('open')),
}));

const declaration: fc.Arbitrary<Declaration> = fc.oneof(
  fc.record({ name, trivia }).map((parts): Declaration => ({
    kind: 'import',
    file: { kind: 'text', text: 'a.kir', origin },
    ...parts,
    origin,
  })),
  fc.record({ name, value, trivia }).map((parts): Declaration => ({ kind: 'let', ...parts, origin })),
  fc
    .record({ word: name, name: fc.option(label), from: fc.option(path), body: fc.option(body), trivia })
    .map(({ word, name: given, from, body: nested, trivia: own }): Declaration => ({
      kind: 'block',
      word,
      ...(given && { name: given }),
      ...(from && { from }),
      ...(nested && { body: nested }),
      trivia: own,
      origin,
    })),
);

/** Programs as an author or a script may write them, with comments in every place that can hold one. */
export const program: fc.Arbitrary<Program> = fc
  .record({
    declarations: fc.array(declaration, { maxLength: 5 }),
    below: fc.array(comment, { maxLength: 2 }),
  })
  .map((parts) => ({ uri: '', ...parts, origin }));
