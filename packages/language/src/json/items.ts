import type { Body, Declaration, Element, Item, Trivia } from '../syntax/ast.js';
import {
  commentIn,
  commentsIn,
  keysOf,
  listOf,
  nameIn,
  nested,
  nowhere,
  optionalName,
  pathIn,
} from './reading.js';
import { refuse, textIn } from './reading.js';
import type { Keys, Reading } from './reading.js';
import { argumentsIn, conditionIn, quantityIn, spanIn, valueIn } from './values.js';

const triviaKeys = ['above', 'behind', 'blankBefore'] as const;

type Read<T> = (reading: Reading, keys: Keys, place: string) => T | undefined;

interface Kind<T> {
  readonly keys: readonly string[];
  readonly read: Read<T>;
}

/** By the key that tells what something is. */
const declarations: Readonly<Record<string, Kind<Declaration>>> = {
  import: { keys: ['as'], read: importIn },
  let: { keys: ['value'], read: letIn },
  block: { keys: ['name', 'from', 'body'], read: blockIn },
};

const items: Readonly<Record<string, Kind<Item>>> = {
  field: { keys: ['as', 'value'], read: fieldIn },
  element: { keys: ['label', 'name', 'arguments', 'from', 'body'], read: elementIn },
  find: { keys: ['path', 'as', 'in', 'within'], read: findIn },
  require: { keys: [], read: (reading, keys, place) => conditioned(reading, keys, place, 'require') },
  until: { keys: [], read: (reading, keys, place) => conditioned(reading, keys, place, 'until') },
};

export function declarationIn(reading: Reading, value: unknown, place: string): Declaration | undefined {
  return byKind(reading, value, place, declarations);
}

function itemIn(reading: Reading, value: unknown, place: string): Item | undefined {
  return byKind(reading, value, place, items);
}

function byKind<T>(
  reading: Reading,
  value: unknown,
  place: string,
  kinds: Readonly<Record<string, Kind<T>>>,
): T | undefined {
  const words = Object.keys(kinds);
  const isObject = value !== null && typeof value === 'object';
  const word = isObject ? words.find((each) => each in value) : undefined;
  if (!word) return refuse(reading, place, `an object with one of ${words.join(', ')}`, value);
  const keys = keysOf(reading, value, place, [word, ...kinds[word].keys, ...triviaKeys]);
  return keys && kinds[word].read(reading, keys, place);
}

function triviaIn(
  reading: Reading,
  keys: Keys,
  place: string,
): { readonly trivia: Trivia; readonly origin: typeof nowhere } {
  const behind =
    keys['behind'] === undefined ? undefined : commentIn(reading, keys['behind'], `${place}.behind`);
  const above = commentsIn(reading, keys['above'], `${place}.above`);
  const trivia = { above, ...(behind && { behind }), blankBefore: keys['blankBefore'] === true };
  return { trivia, origin: nowhere };
}

function importIn(reading: Reading, keys: Keys, place: string): Declaration {
  const file = {
    kind: 'text',
    text: textIn(reading, keys['import'], `${place}.import`),
    origin: nowhere,
  } as const;
  return {
    kind: 'import',
    file,
    name: nameIn(reading, keys['as'], `${place}.as`),
    ...triviaIn(reading, keys, place),
  };
}

function letIn(reading: Reading, keys: Keys, place: string): Declaration | undefined {
  const value = valueIn(reading, keys['value'], `${place}.value`);
  const name = nameIn(reading, keys['let'], `${place}.let`);
  return value && { kind: 'let', name, value, ...triviaIn(reading, keys, place) };
}

function blockIn(reading: Reading, keys: Keys, place: string): Declaration {
  const word = nameIn(reading, keys['block'], `${place}.block`);
  return {
    kind: 'block',
    word,
    ...optionalName(reading, keys, 'name', place),
    ...baseAndBody(reading, keys, place),
  };
}

function baseAndBody(reading: Reading, keys: Keys, place: string) {
  const from = keys['from'] === undefined ? undefined : pathIn(reading, keys['from'], `${place}.from`);
  const body = keys['body'] === undefined ? undefined : bodyIn(reading, keys['body'], `${place}.body`);
  return { ...(from && { from }), ...(body && { body }), ...triviaIn(reading, keys, place) };
}

function bodyIn(reading: Reading, value: unknown, place: string): Body | undefined {
  return nested(reading, place, () => {
    const keys = Array.isArray(value)
      ? { items: value as unknown }
      : keysOf(reading, value, place, ['items', 'inline', 'opening', 'below']);
    if (!keys) return undefined;
    const all: Keys = keys;
    const opening =
      all['opening'] === undefined ? undefined : commentIn(reading, all['opening'], `${place}.opening`);
    return {
      items: listOf(reading, all['items'], Array.isArray(value) ? place : `${place}.items`, (item, at) =>
        itemIn(reading, item, at),
      ),
      inline: all['inline'] === true,
      ...(opening && { opening }),
      below: commentsIn(reading, all['below'], `${place}.below`),
      origin: nowhere,
    };
  });
}

function fieldIn(reading: Reading, keys: Keys, place: string): Item | undefined {
  const path = pathIn(reading, keys['field'], `${place}.field`);
  const value = valueIn(reading, keys['value'], `${place}.value`);
  const as = optionalName(reading, keys, 'as', place);
  return value && { kind: 'field', path, ...as, value, ...triviaIn(reading, keys, place) };
}

function elementIn(reading: Reading, keys: Keys, place: string): Element | undefined {
  const list =
    keys['arguments'] === undefined
      ? undefined
      : argumentsIn(reading, keys['arguments'], `${place}.arguments`);
  if (keys['label'] !== undefined && keys['name'] !== undefined) {
    return refuse(reading, place, 'an element with a label or a name', 'given both');
  }
  return {
    kind: 'element',
    ...optionalName(reading, keys, 'label', place),
    word: nameIn(reading, keys['element'], `${place}.element`),
    ...optionalName(reading, keys, 'name', place),
    ...(list && { arguments: list }),
    ...baseAndBody(reading, keys, place),
  };
}

function findIn(reading: Reading, keys: Keys, place: string): Item | undefined {
  const goal = keys['find'];
  if (goal !== 'smallest' && goal !== 'largest')
    return refuse(reading, `${place}.find`, 'smallest or largest', goal);
  const range = keys['in'];
  const isSpan = range !== null && typeof range === 'object' && 'from' in range;
  const limits = isSpan ? spanIn(reading, range, `${place}.in`) : quantityIn(reading, range, `${place}.in`);
  const within =
    keys['within'] === undefined ? undefined : quantityIn(reading, keys['within'], `${place}.within`);
  const path = pathIn(reading, keys['path'], `${place}.path`);
  const as = optionalName(reading, keys, 'as', place);
  const trivia = triviaIn(reading, keys, place);
  return limits && { kind: 'find', goal, path, ...as, in: limits, ...(within && { within }), ...trivia };
}

function conditioned(
  reading: Reading,
  keys: Keys,
  place: string,
  kind: 'require' | 'until',
): Item | undefined {
  const condition = conditionIn(reading, keys[kind], `${place}.${kind}`);
  return condition && { kind, condition, ...triviaIn(reading, keys, place) };
}
