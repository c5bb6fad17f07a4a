import type { Diagnostic, Origin } from '@kirchhoff/model';
import { jsonKey, jsonShape } from '../messages/text.js';
import type { Comment, Name, Path } from '../syntax/ast.js';
import { faultLimit } from '../syntax/containing.js';
import { nameOnly } from '../syntax/tokens.js';

/** A walk through JSON data that notes every departure from the image's shape. */
export interface Reading {
  readonly diagnostics: Diagnostic[];
  depth: number;
}

export type Keys = Readonly<Record<string, unknown>>;

/** Stands for the place in a text that data from JSON does not have. */
export const nowhere: Origin = { uri: '', start: 0, end: 0 };

export function refuse(reading: Reading, place: string, expected: string, found: unknown): undefined {
  note(reading, jsonShape(place, expected, shown(found)));
  return undefined;
}

function note(reading: Reading, diagnostic: Diagnostic): void {
  if (reading.diagnostics.length < faultLimit) reading.diagnostics.push(diagnostic);
}

function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  if (Array.isArray(value)) return 'an array';
  if (value !== null && typeof value === 'object') return 'an object';
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

/** An object with no other keys than these. */
export function keysOf(
  reading: Reading,
  value: unknown,
  place: string,
  allowed: readonly string[],
): Keys | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    return refuse(reading, place, `an object with ${allowed[0]}`, value);
  }
  const keys = value as Keys;
  const unknown = Object.keys(keys).filter((key) => !allowed.includes(key));
  for (const key of unknown) note(reading, jsonKey(place, key, allowed));
  return unknown.length === 0 ? keys : undefined;
}

export function listOf<T>(
  reading: Reading,
  value: unknown,
  place: string,
  read: (item: unknown, place: string) => T | undefined,
): T[] {
  if (!Array.isArray(value)) {
    refuse(reading, place, 'an array', value);
    return [];
  }
  return value.flatMap((item: unknown, index) => read(item, `${place}[${index}]`) ?? []);
}

export function nameIn(reading: Reading, value: unknown, place: string): Name {
  if (typeof value !== 'string' || !nameOnly.test(value)) refuse(reading, place, 'a name', value);
  return { text: String(value), origin: nowhere };
}

/** A name if the key is there, as a part to spread. */
export function optionalName<K extends string>(
  reading: Reading,
  keys: Keys,
  key: K,
  place: string,
): { [P in K]?: Name } {
  if (keys[key] === undefined) return {};
  return { [key]: nameIn(reading, keys[key], `${place}.${key}`) } as { [P in K]?: Name };
}

export function pathIn(reading: Reading, value: unknown, place: string): Path {
  const parts = typeof value === 'string' ? value.split('.') : [];
  if (parts.length === 0 || !parts.every((part) => nameOnly.test(part))) {
    refuse(reading, place, 'a name or a path such as chip.adc.bits', value);
  }
  return { kind: 'path', names: parts.map((text) => ({ text, origin: nowhere })), origin: nowhere };
}

/** A text without quotes and line ends. */
export function textIn(reading: Reading, value: unknown, place: string): string {
  if (typeof value !== 'string' || /["\r\n\0]/.test(value)) {
    refuse(reading, place, 'a text without quotes and line ends', value);
  }
  return String(value);
}

export function commentIn(reading: Reading, value: unknown, place: string): Comment {
  const isObject = value !== null && typeof value === 'object';
  const keys = isObject ? keysOf(reading, value, place, ['text', 'blankAfter']) : undefined;
  const text = keys ? keys['text'] : value;
  if (typeof text !== 'string' || /[\r\n\0]/.test(text))
    refuse(reading, place, 'a comment on one line', text);
  const isParagraph = keys?.['blankAfter'] === true;
  return { text: String(text).trimEnd(), ...(isParagraph && { blankAfter: true }), origin: nowhere };
}

export function commentsIn(reading: Reading, value: unknown, place: string): Comment[] {
  if (value === undefined) return [];
  return listOf(reading, value, place, (item, at) => commentIn(reading, item, at));
}

/** Runs a nested reading unless data is nested beyond the limit. */
export function nested<T>(reading: Reading, place: string, read: () => T): T | undefined {
  if (reading.depth >= 100) return refuse(reading, place, 'nested at most 100 deep', 'deeper');
  reading.depth += 1;
  const result = read();
  reading.depth -= 1;
  return result;
}
