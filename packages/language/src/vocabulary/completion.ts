import { blocks } from './blocks.js';
import { layers } from './layers.js';
import { estimates, metrics, trainingColumns } from './metrics.js';
import type { BlockSpecification, Fields, FieldSpecification, ValueType } from './specification.js';

/** A name that may stand somewhere, with what hover text says of it. */
export interface Completion {
  readonly name: string;
  readonly text: string;
  readonly example?: string;
  /** The value that holds where nothing is written. */
  readonly default?: string;
}

/** What may be written inside a block; `path` is the way of nested blocks: `['chip', 'array']`, empty for the outermost level. */
export function completions(path: readonly string[]): readonly Completion[] {
  const [word, ...rest] = path;
  if (word === undefined)
    return Object.values<BlockSpecification>(blocks).map((block) => ({ name: block.word, text: block.text }));
  const block: BlockSpecification | undefined = Object.values<BlockSpecification>(blocks).find(
    (known) => known.word === word,
  );
  if (!block) return [];
  if (rest.length === 0) {
    const repeated = Object.values(block.repeated ?? {}).map((nested) => ({
      name: nested.word,
      text: nested.text,
    }));
    return [...fieldCompletions(block.fields), ...repeated, ...(block.questions ? questions : [])];
  }
  return inner(block.repeated?.[rest[0]] ? block.repeated[rest[0]].fields : undefined, block.fields, rest);
}

function inner(
  own: Fields | undefined,
  fields: Fields,
  [first, ...rest]: readonly string[],
): readonly Completion[] {
  const type: ValueType | undefined = Object.hasOwn(fields, first) ? fields[first].type : undefined;
  if (type?.layers) return Object.entries(layers).map(([name, { text }]) => ({ name, text }));
  const inside = own ?? type?.nested?.fields;
  if (!inside) return type?.block ? completions([type.block, ...rest]) : [];
  return rest.length === 0 ? fieldCompletions(inside) : inner(undefined, inside, rest);
}

const fieldCompletions = (fields: Fields): readonly Completion[] =>
  Object.entries(fields).map(([name, field]) => ({
    name,
    text: `${field.text}.`,
    example: field.examples[0],
    ...(field.default === undefined ? {} : { default: field.default }),
  }));

const questions: readonly Completion[] = [
  {
    name: 'find',
    text: 'Searches the smallest or largest value that meets the requirements.',
    example: 'find smallest chip.adc.bits as bits in 3 to 12',
  },
  {
    name: 'require',
    text: 'A condition that a value found must meet.',
    example: 'require yield(accuracy_loss < 1 %) >= 95 %',
  },
  { name: 'until', text: 'When enough chips were drawn.', example: 'until half_width(accuracy) <= 0.2 %' },
];

/** Words and calls that may follow `name =` inside a block. */
export function valueCompletions(path: readonly string[], name: string): readonly Completion[] {
  const field = fieldAt(path, name);
  if (!field) return [];
  const type = field.type.single && field.type.list ? field.type.list : field.type;
  const words = Object.entries(type.words ?? {}).map(([word, text]) => ({ name: word, text }));
  const calls = Object.entries(type.calls ?? {}).map(([word, call]) => ({ name: word, text: call.text }));
  const flags = type.flag
    ? [
        { name: 'yes', text: field.text },
        { name: 'no', text: field.text },
      ]
    : [];
  const columns = type.later
    ? Object.entries({ ...metrics, ...trainingColumns }).map(([word, { text }]) => ({ name: word, text }))
    : [];
  const numbers =
    type.later === 'estimate' ? Object.entries(estimates).map(([word, text]) => ({ name: word, text })) : [];
  return [...words, ...calls, ...flags, ...numbers, ...columns];
}

/** The vocabulary's row of a field inside a block, for hover text; undefined where there is none. */
export function fieldAt([word, ...rest]: readonly string[], name: string): FieldSpecification | undefined {
  const block = Object.values<BlockSpecification>(blocks).find((known) => known.word === word);
  let fields: Fields | undefined = block?.fields;
  for (const step of rest) {
    const repeated: Fields | undefined = block?.repeated?.[step]?.fields;
    const type: ValueType | undefined = fields && Object.hasOwn(fields, step) ? fields[step].type : undefined;
    fields = repeated ?? type?.nested?.fields ?? (type?.block ? blocks[type.block].fields : undefined);
  }
  return fields && Object.hasOwn(fields, name) ? fields[name] : undefined;
}
