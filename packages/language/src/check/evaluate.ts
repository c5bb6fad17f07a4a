import { oneValueOnly, wrongForm, wrongRank, unknownWord } from '../messages/values.js';
import { circle, longChain } from '../messages/names.js';
import type { List, Quantity, Reference, Shape, Text, Value } from '../syntax/ast.js';
import { nearest } from '../vocabulary/nearest.js';
import type { FieldSpecification, ValueType } from '../vocabulary/specification.js';
import { readCall } from './call.js';
import { whyOf, type Place } from './checker.js';
import { describeType, choicesOf } from './describe.js';
import { poison, poisoned, type Node } from './node.js';
import { readQuantity, type Lent } from './quantity.js';
import { readEnds } from './range.js';
import {
  findBlock,
  likelyName,
  lookUpBlock,
  lookUpLet,
  markAlias,
  namesInReach,
  type Found,
} from './resolve.js';
import { structOf } from './struct.js';
import { formOf, wording } from './wording.js';
import type { Let } from '../syntax/ast.js';

/** A value as its field takes it, or poison after one report. The same value for the same type is read once. */
export function evaluate(value: Value, type: ValueType, place: Place): Node {
  const known = place.checker.values.get(value) ?? new Map<object, Node>();
  place.checker.values.set(value, known);
  const before = known.get(type);
  if (before) return before;
  const node = read(value, type, place);
  known.set(type, node);
  return node;
}

function read(value: Value, type: ValueType, place: Place): Node {
  if (type.single && type.list && value.kind !== 'list') return readSingle(value, type, type.list, place);
  switch (value.kind) {
    case 'reference':
      return readReference(value, type, place);
    case 'quantity':
      if (type.quantity ?? type.extent) return readNumber(value, type, place);
      if (type.shape?.rank.includes(1) && value.unit === undefined)
        return readShape(line(value), type, place);
      if (type.shape?.square && value.unit === undefined)
        return readSquare(value.number.value, value, type, place);
      return misfit(value, type, place);
    case 'span':
      return type.extent ? readExtent(value, type, place) : several(value, type, place);
    case 'shape':
      return type.shape ? readShape(value, type, place) : misfit(value, type, place);
    case 'text':
      return (type.text ?? type.file) ? readText(value, type, place) : misfit(value, type, place);
    case 'list':
      return type.list ? readList(value, type.list, place) : several(value, type, place);
  }
}

function readSingle(value: Value, type: ValueType, item: ValueType, place: Place): Node {
  const named = value.kind === 'reference' && !item.later ? letOf(value, item, place) : undefined;
  if (named) return evaluateLet(named, type, place);
  const node = evaluate(value, item, place);
  return poisoned(node)
    ? poison
    : { kind: 'list', items: [node], origin: value.origin, written: wording(value) };
}

function readNumber(value: Value & { kind: 'quantity' }, type: ValueType, place: Place): Node {
  const node = readQuantity(
    value,
    (type.quantity ?? type.extent) as NonNullable<ValueType['quantity']>,
    place,
  );
  if (!type.extent || node.kind !== 'plain') return node;
  return { ...node, value: { from: node.value, to: node.value } };
}

function readExtent(value: Value & { kind: 'span' }, type: ValueType, place: Place): Node {
  if (!type.extent) return poison;
  const ends = readEnds(value, type.extent, place);
  if (!ends) return poison;
  const [from, to] = ends.ends.map((end) => (end.kind === 'plain' ? end.value : undefined));
  return { kind: 'plain', value: { from, to }, origin: value.origin, written: wording(value) };
}

function readList(value: List, item: ValueType, place: Place): Node {
  const lent = lentBy(value.items);
  const items = value.items.map((entry) =>
    entry.kind === 'quantity' && item.quantity
      ? readQuantity(entry, item.quantity, place, lent)
      : evaluate(entry, item, place),
  );
  if (items.some(poisoned)) return poison;
  return { kind: 'list', items, origin: value.origin, written: wording(value) };
}

/** The unit that a bare zero in a list takes over. */
export function lentBy(items: readonly Value[]): Lent {
  const full = items.find((item) => item.kind === 'quantity' && item.unit !== undefined);
  return full?.kind === 'quantity' ? { unit: full.unit } : {};
}

function readShape(value: Shape, type: ValueType, place: Place): Node {
  const { rank, minimum = 0 } = type.shape ?? { rank: [] };
  const example = place.field.examples[0];
  if (!rank.includes(value.sizes.length)) {
    const needs = `${rank.join(' or ')} numbers`;
    place.checker.report(wrongRank(value.origin, place.name, needs, value.text, example));
    return poison;
  }
  const bad = value.sizes.some((size) => size < minimum || !Number.isSafeInteger(size));
  if (bad) {
    place.checker.report(
      wrongRank(value.origin, place.name, `whole numbers from ${minimum}`, value.text, example),
    );
    return poison;
  }
  return { kind: 'plain', value: value.sizes, origin: value.origin, written: wording(value) };
}

const line = (value: Quantity): Shape => ({
  kind: 'shape',
  sizes: [value.number.value],
  text: value.number.text,
  origin: value.origin,
});

function readSquare(size: number, value: Value, type: ValueType, place: Place): Node {
  const shape: Shape = { kind: 'shape', sizes: [size, size], text: wording(value), origin: value.origin };
  return readShape(shape, type, place);
}

function readText(value: Text, type: ValueType, place: Place): Node {
  const content = type.file ? { written: value.text, from: place.module.uri } : value.text;
  return { kind: 'plain', value: content, origin: value.origin, written: wording(value) };
}

/** A word, a call, a block, a value named with let, or something that only the experiment knows. */
function readReference(value: Reference, type: ValueType, place: Place): Node {
  const { path } = value;
  const plain = (content: unknown): Node => ({
    kind: 'plain',
    value: content,
    origin: value.origin,
    written: wording(value),
  });
  if (path.names.length === 1) {
    const word = path.names[0].text;
    if (type.calls && Object.hasOwn(type.calls, word)) return readCall(value, word, type.calls[word], place);
    if (value.arguments === undefined) {
      if (type.words && Object.hasOwn(type.words, word)) return plain(word);
      if (type.flag && (word === 'yes' || word === 'no')) return plain(word === 'yes');
      if (type.quantity?.infinite && word === 'infinite') return infinite(value);
    }
  }
  if (value.arguments === undefined && type.block && lookUpBlock(path, type.block, place.module)) {
    const found = findBlock(path, type.block, place);
    const node = found ? structOf(found, place.checker) : poison;
    return node.kind === 'struct' ? { ...node, at: value.origin } : node;
  }
  const named = letOf(value, type, place);
  if (named) return evaluateLet(named, type, place);
  if (type.later) return { kind: 'later', value, origin: value.origin, written: wording(value) };
  return unknownReference(value, type, place);
}

function infinite(value: Reference): Node {
  const content = { dimension: 'number', value: Infinity, text: 'infinite' };
  return { kind: 'plain', value: content, origin: value.origin, written: 'infinite', number: undefined };
}

/** The let a reference names, unless a word or block of the type has that name. */
export function letOf(
  value: Reference,
  type: ValueType,
  place: Pick<Place, 'checker' | 'module'>,
): Found<Let> | undefined {
  const word = value.path.names[0].text;
  const own =
    value.path.names.length === 1 &&
    [type.words, type.calls].some((table) => table && Object.hasOwn(table, word));
  if (own || value.arguments !== undefined) return undefined;
  return lookUpLet(value.path, place.module);
}

/** The value of a let, read as the field that uses it would. */
export function evaluateLet(found: Found<Let>, type: ValueType, place: Place): Node {
  const { checker } = place;
  const { declaration, module } = found;
  checker.used.add(declaration);
  if (module !== place.module) checker.usedImports.add(`${place.module.uri} ${aliasOf(place, module)}`);
  if (declaration.value === undefined) return poison;
  if (checker.open.has(declaration) || checker.open.size > 200) {
    const { origin, text } = declaration.name;
    const isCircle = checker.open.has(declaration);
    const fault = isCircle ? circle(origin, [text], 'the value') : longChain(origin, text, 'the value');
    if (!checker.circular.has(declaration)) checker.report(fault);
    checker.circular.add(declaration);
    return poison;
  }
  checker.open.add(declaration);
  const node = evaluate(declaration.value, type, { ...place, module });
  checker.open.delete(declaration);
  return node.kind === 'poison' ? node : { ...node, written: declaration.name.text };
}

const aliasOf = (place: Place, module: unknown): string =>
  [...place.module.imports].find(([, imported]) => imported === module)?.[0] ?? '';

function unknownReference(value: Reference, type: ValueType, place: Place): Node {
  const written = value.path.names.map((name) => name.text).join('.');
  const choices = choicesOf(type);
  if (place.checker.tired()) return poison;
  if (type.block && value.arguments === undefined) {
    const word = nearest(written, choices);
    const known = [...namesInReach(type.block, place.module)];
    if (word === undefined || likelyName(written, known) !== undefined) {
      findBlock(value.path, type.block, place);
      return poison;
    }
  }
  markAlias(value.path, place);
  if (choices.length === 0) return misfit(value, type, place);
  const at = value.path.origin;
  place.checker.report(
    unknownWord(at, { field: place.name, word: written, choices, likely: nearest(written, choices) }),
  );
  return poison;
}

function several(value: Value, type: ValueType, place: Place): Node {
  if (
    type.quantity === undefined &&
    type.words === undefined &&
    type.block === undefined &&
    type.shape === undefined
  ) {
    return misfit(value, type, place);
  }
  const fix = `sweep { … ${place.name} = ${wording(value)} }   in an experiment`;
  place.checker.report(oneValueOnly(value.origin, place.name, formOf(value), fix));
  return poison;
}

/** A value of a form that the field does not take. */
function misfit(value: Value, type: ValueType, place: Place): Node {
  const { name, field, checker } = place;
  const fixes =
    value.kind === 'text'
      ? unquoted(value, type, field)
      : [`write for example  ${field.examples.join('  or  ')}`];
  checker.report(
    wrongForm(value.origin, {
      field: name,
      needs: describeType(type),
      is: formOf(value),
      why: whyOf(name, field),
      fixes,
    }),
  );
  return poison;
}

/** Quotes around a word: the word without them. */
function unquoted(value: Text, type: ValueType, field: FieldSpecification) {
  const word = /^[A-Za-z][\w.]*$/.test(value.text) && (type.words ?? type.calls ?? type.block) !== undefined;
  return word
    ? [{ text: value.text, origin: value.origin }]
    : [`write for example  ${field.examples.join('  or  ')}`];
}
