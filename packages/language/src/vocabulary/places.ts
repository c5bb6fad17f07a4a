import { articled } from './article.js';
import { blocks } from './blocks.js';
import type { BlockSpecification, Fields } from './specification.js';
import { synonymOf } from './synonyms.js';

/** Where a field of this name (or its synonym) belongs: `size belongs to a chip:  array { size = 128 x 128 }`. */
export function placesOf(name: string, notIn: string): string | undefined {
  for (const block of Object.values<BlockSpecification>(blocks)) {
    const inside = search(block.fields, name, notIn === block.word ? undefined : '');
    if (inside !== undefined) return `${inside.field} belongs to ${articled(block.word)}:  ${inside.text}`;
  }
  return undefined;
}

interface Home {
  readonly field: string;
  readonly text: string;
}

function search(fields: Fields, name: string, here: string | undefined): Home | undefined {
  const names = Object.keys(fields);
  const field = names.includes(name) ? name : synonymOf(name, names);
  if (field !== undefined && here !== undefined) {
    const example = fields[field].examples[0];
    return { field, text: example.startsWith(`${field} {`) ? example : `${field} = ${example}` };
  }
  for (const { type } of Object.values(fields)) {
    if (!type.nested) continue;
    const inside = search(type.nested.fields, name, '');
    if (inside) return { field: inside.field, text: `${type.nested.word} { ${inside.text} }` };
  }
  return undefined;
}
