import { blocks } from './blocks.js';
import type { BlockSpecification, Fields } from './specification.js';

let examples: ReadonlyMap<string, string> | undefined;

/** An example value of a field, the first of that name in the vocabulary. */
export function exampleOf(field: string): string | undefined {
  examples ??= collect();
  return examples.get(field);
}

function collect(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const add = (fields: Fields): void => {
    for (const [name, { examples: own, type }] of Object.entries(fields)) {
      if (!type.nested && !type.layers && !found.has(name)) found.set(name, own[0]);
    }
    for (const { type } of Object.values(fields)) {
      if (type.nested) add(type.nested.fields);
      for (const call of Object.values(type.calls ?? {})) add(call.arguments);
    }
  };
  for (const block of Object.values<BlockSpecification>(blocks)) {
    add(block.fields);
    for (const nested of Object.values(block.repeated ?? {})) add(nested.fields);
  }
  return found;
}
