import type { Value } from '../syntax/ast.js';
import { parse } from '../syntax/parse.js';
import type { FieldSpecification } from '../vocabulary/specification.js';
import type { Place } from './checker.js';
import { evaluate } from './evaluate.js';
import type { Node } from './node.js';

const values = new Map<string, Value>();

/** A value written in the vocabulary, as syntax. */
export function valueOfText(text: string): Value {
  const known = values.get(text);
  if (known) return known;
  const { program } = parse({ uri: 'vocabulary', text: `adc x {\n  y = ${text}\n}\n` });
  const [block] = program.declarations;
  const item = block?.kind === 'block' ? block.body?.items[0] : undefined;
  if (item?.kind !== 'field' || !item.value) throw new Error(`the vocabulary has a broken value: ${text}`);
  values.set(text, item.value);
  return item.value;
}

/** The node of a field that nothing is written for: its default, or undefined. */
export function defaultValue(field: FieldSpecification, place: Place): Node | undefined {
  if (field.default === undefined) return undefined;
  return evaluate(valueOfText(field.default), field.type, place);
}

/** A nested block whose default is an empty one. */
export const hasEmptyDefault = (field: FieldSpecification): boolean => field.default === '{ }';
