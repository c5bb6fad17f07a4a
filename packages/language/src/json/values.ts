import type { Argument, Comparator, Condition, Quantity, Reference, Span, Value } from '../syntax/ast.js';
import { keysOf, listOf, nameIn, nested, nowhere, optionalName, pathIn, refuse, textIn } from './reading.js';
import type { Keys, Reading } from './reading.js';

const comparators: readonly Comparator[] = ['<', '<=', '>', '>='];
const wordForTruth = { true: 'yes', false: 'no' } as const;

export function valueIn(reading: Reading, value: unknown, place: string): Value | undefined {
  return nested(reading, place, () => readValue(reading, value, place));
}

function readValue(reading: Reading, value: unknown, place: string): Value | undefined {
  if (typeof value === 'boolean') return reference(reading, wordForTruth[`${value}`], place);
  if (typeof value === 'string') return reference(reading, value, place);
  if (typeof value === 'number') return quantityIn(reading, value, place);
  if (Array.isArray(value)) {
    const items = listOf(reading, value, place, (item, at) => valueIn(reading, item, at));
    return { kind: 'list', items, origin: nowhere };
  }
  if (value === null || typeof value !== 'object') return refuse(reading, place, 'a value', value);
  if ('number' in value) return quantityIn(reading, value, place);
  if ('from' in value) return spanIn(reading, value, place);
  if ('shape' in value) return shapeIn(reading, value, place);
  if ('text' in value) return literal(reading, value, place);
  if ('call' in value) return call(reading, value, place);
  return refuse(
    reading,
    place,
    'a value: a number, a word, an array, or an object with number, from, shape, text or call',
    value,
  );
}

function reference(reading: Reading, value: unknown, place: string): Reference {
  return { kind: 'reference', path: pathIn(reading, value, place), origin: nowhere };
}

function call(reading: Reading, value: object, place: string): Value | undefined {
  const keys = keysOf(reading, value, place, ['call', 'arguments']);
  if (!keys) return undefined;
  const path = pathIn(reading, keys['call'], `${place}.call`);
  return {
    kind: 'reference',
    path,
    arguments: argumentsIn(reading, keys['arguments'], `${place}.arguments`),
    origin: nowhere,
  };
}

function literal(reading: Reading, value: object, place: string): Value | undefined {
  const keys = keysOf(reading, value, place, ['text']);
  return keys && { kind: 'text', text: textIn(reading, keys['text'], `${place}.text`), origin: nowhere };
}

function shapeIn(reading: Reading, value: object, place: string): Value | undefined {
  const keys = keysOf(reading, value, place, ['shape']);
  if (!keys) return undefined;
  const sizes = listOf(reading, keys['shape'], `${place}.shape`, (size, at) => {
    const text = typeof size === 'number' && Number.isSafeInteger(size) ? String(size) : size;
    return typeof text === 'string' && /^\d+$/.test(text)
      ? text
      : refuse(reading, at, 'a whole number', size);
  });
  if (Array.isArray(keys['shape']) && keys['shape'].length < 2)
    return refuse(reading, `${place}.shape`, 'two or more whole numbers', keys['shape']);
  return { kind: 'shape', sizes: sizes.map(Number), text: sizes.join(' x '), origin: nowhere };
}

export function argumentsIn(reading: Reading, value: unknown, place: string): Argument[] {
  return listOf(reading, value ?? [], place, (item, at) => argumentIn(reading, item, at));
}

function argumentIn(reading: Reading, value: unknown, place: string): Argument | undefined {
  const isPlain = value === null || typeof value !== 'object' || Array.isArray(value) || !('value' in value);
  const keys = isPlain ? { value } : keysOf(reading, value, place, ['name', 'value', 'operator', 'bound']);
  const read = valueIn(reading, keys?.value, isPlain ? place : `${place}.value`);
  if (!keys || !read) return undefined;
  const compare = compareIn(reading, keys, place);
  return {
    ...optionalName(reading, keys, 'name', place),
    value: read,
    ...(compare && { compare }),
    origin: nowhere,
  };
}

function compareIn(reading: Reading, keys: Keys, place: string): Argument['compare'] {
  const { operator, bound } = keys;
  if (operator === undefined && bound === undefined) return undefined;
  const known = comparators.find((each) => each === operator);
  if (!known) return refuse(reading, `${place}.operator`, 'one of < <= > >=', operator);
  const quantity = quantityIn(reading, bound, `${place}.bound`);
  return quantity && { operator: known, bound: quantity };
}

export function conditionIn(reading: Reading, value: unknown, place: string): Condition | undefined {
  const keys = keysOf(reading, value, place, ['left', 'operator', 'bound']);
  if (!keys) return undefined;
  const left = valueIn(reading, keys['left'], `${place}.left`);
  if (left && left.kind !== 'reference')
    return refuse(reading, `${place}.left`, 'a word or a call', keys['left']);
  const compare =
    compareIn(reading, keys, place) ?? refuse(reading, place, 'a comparison with operator and bound', keys);
  return left && compare && { left, ...compare, origin: nowhere };
}

export function quantityIn(reading: Reading, value: unknown, place: string): Quantity | undefined {
  const keys =
    typeof value === 'number' ? { number: value } : keysOf(reading, value, place, ['number', 'unit', 'of']);
  const number = keys && numberIn(reading, keys['number'], place);
  if (!keys || !number) return undefined;
  const unit = unitIn(reading, keys['unit' as keyof typeof keys], place);
  return {
    kind: 'quantity',
    number,
    ...(unit && { unit }),
    ...optionalName(reading, keys, 'of', place),
    origin: nowhere,
  };
}

function unitIn(reading: Reading, value: unknown, place: string): Quantity['unit'] {
  if (value === undefined) return undefined;
  return value === '%' ? { text: '%', origin: nowhere } : nameIn(reading, value, `${place}.unit`);
}

function numberIn(reading: Reading, value: unknown, place: string): Quantity['number'] | undefined {
  const text = typeof value === 'number' && Number.isFinite(value) ? String(value).replace('e+', 'e') : value;
  const isNumber = typeof text === 'string' && /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text);
  return isNumber
    ? { text, value: Number(text), origin: nowhere }
    : refuse(reading, place, 'a number', value);
}

export function spanIn(reading: Reading, value: unknown, place: string): Span | undefined {
  const keys = keysOf(reading, value, place, ['from', 'to', 'step', 'points', 'log']);
  const from = keys && quantityIn(reading, keys['from'], `${place}.from`);
  const to = keys && quantityIn(reading, keys['to'], `${place}.to`);
  if (!keys || !from || !to) return undefined;
  const step = keys['step'] === undefined ? undefined : quantityIn(reading, keys['step'], `${place}.step`);
  const number =
    keys['points'] === undefined ? undefined : numberIn(reading, keys['points'], `${place}.points`);
  if (step && number) return refuse(reading, place, 'a range with either step or points', 'given both');
  const count = number && ({ kind: 'quantity', number, origin: nowhere } as const);
  const points = count && { points: { count, log: keys['log'] === true } };
  return { kind: 'span', from, to, ...(step && { step }), ...points, origin: nowhere };
}
