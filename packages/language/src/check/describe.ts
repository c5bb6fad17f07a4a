import { listed } from '../messages/quantities.js';
import type { ValueType } from '../vocabulary/specification.js';
import { needsOf } from './quantity.js';

/** Words and calls that a type takes. */
export function choicesOf(type: ValueType): string[] {
  return [
    ...Object.keys(type.words ?? {}),
    ...Object.keys(type.calls ?? {}),
    ...(type.flag ? ['yes', 'no'] : []),
    ...(type.quantity?.infinite ? ['infinite'] : []),
  ];
}

const laterNames = {
  estimate: 'a number made from trials',
  column: 'the name of an axis',
  metric: 'the name of a metric',
  layer: 'the name of a layer',
} as const;

/** What a type takes, in words: `a whole number or the word all`. */
export function describeType(type: ValueType): string {
  const parts: string[] = [];
  if (type.quantity) parts.push(needsOf(type.quantity));
  if (type.extent) parts.push('a whole number or a range of them');
  if (type.shape)
    parts.push(type.shape.rank.includes(2) ? 'a size such as 2 x 2' : 'a size such as 28 x 28 x 1');
  if (type.text ?? type.file) parts.push('a text in quotes');
  if (type.block) parts.push(`the name of a block ${type.block}`);
  if (type.nested) parts.push(`a block ${type.nested.word} { … }`);
  if (type.layers) parts.push('a block layers { … }');
  if (type.list) parts.push('a list in [ ]');
  const later = type.later ?? type.list?.later;
  if (later) parts.push(laterNames[later]);
  const choices = choicesOf(type);
  if (choices.length > 0) parts.push(choices.length > 8 ? 'one of its words' : listed(choices));
  return listed(parts);
}
