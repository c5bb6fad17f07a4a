import { blockOf } from './blocks.js';
import type { Fields } from './specification.js';

/**
 * The rank of a field or nested block inside a block, in the order of the vocabulary; names it does not know come last.
 * `path` is the way of nested blocks from the outermost: `['chip', 'array']`.
 */
export function vocabularyOrder(path: readonly string[], name: string): number {
  const names = namesIn(path);
  const index = names.indexOf(name);
  return index < 0 ? names.length : index;
}

function namesIn([word, ...rest]: readonly string[]): readonly string[] {
  const block = word === undefined ? undefined : blockOf(word);
  if (!block) return [];
  const [first, ...inner] = rest;
  if (first === undefined) return [...Object.keys(block.fields), ...Object.keys(block.repeated ?? {})];
  const repeated = block.repeated?.[first]?.fields;
  return fieldsIn(repeated ?? nestedFields(block.fields, first), inner);
}

function fieldsIn(fields: Fields, [first, ...rest]: readonly string[]): readonly string[] {
  return first === undefined ? Object.keys(fields) : fieldsIn(nestedFields(fields, first), rest);
}

function nestedFields(fields: Fields, name: string): Fields {
  const type = Object.hasOwn(fields, name) ? fields[name].type : undefined;
  return type?.nested?.fields ?? (type?.block ? (blockOf(type.block)?.fields ?? {}) : {});
}
