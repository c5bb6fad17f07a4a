import type { Origin } from '@kirchhoff/model';
import { missingField } from '../messages/names.js';
import type { Block, Element, Field } from '../syntax/ast.js';
import { blockOf } from '../vocabulary/blocks.js';
import type { Fields, FieldSpecification, Kind } from '../vocabulary/specification.js';
import { whyOf, type Checker } from './checker.js';
import { defaultValue, hasEmptyDefault } from './default.js';
import { evaluate, evaluateLet, letOf } from './evaluate.js';
import { exclusions } from './exclusion.js';
import { finish } from './finish.js';
import { gather, ownerOf, reportCircle, type Entry } from './gather.js';
import type { Module } from './module.js';
import { poison, valuesOf, type Node, type Part, type StructNode } from './node.js';
import { findBlock, lookUpBlock, type Found } from './resolve.js';
import { readLayers } from './layers.js';

/** What a block is called and where, apart from its fields. */
interface Identity {
  readonly word: string;
  readonly name: string;
  readonly title: string;
  readonly origin: Origin;
  readonly description?: string;
}

/** A declared block, read once. */
export function structOf({ declaration, module }: Found<Block>, checker: Checker): Node {
  const known = checker.structs.get(declaration);
  if (known) return known;
  const word = declaration.word.text as Kind;
  const specification = blockOf(word);
  if (!specification || !declaration.name) return poison;
  if (checker.open.has(declaration)) {
    reportCircle(declaration.name, true, checker);
    return poison;
  }
  checker.open.add(declaration);
  const parts = partsOf({ declaration, module }, checker);
  const name = declaration.name.text;
  const description = descriptionOf(declaration);
  const identity = {
    word,
    name,
    title: `${word} ${name}`,
    origin: declaration.name.origin,
    ...(description && { description }),
  };
  const inherited = parts ? inheritedGaps(declaration, module, checker) : new Set<string>();
  const node = parts
    ? readStruct(identity, { fields: specification.fields, parts, module, checker, inherited })
    : poison;
  checker.open.delete(declaration);
  if (node.kind === 'struct') checker.structs.set(declaration, node);
  return node;
}

/** Most blocks that one may be copied through. */
const longestChain = 100;

/** The bodies of a block and of those it is copied from, the farthest first; undefined after a report. */
function partsOf(
  { declaration, module }: Found<Block>,
  checker: Checker,
  seen: ReadonlySet<Block> = new Set(),
): readonly Part[] | undefined {
  const own: Part[] = declaration.body ? [{ body: declaration.body, module }] : [];
  if (!declaration.from) return own;
  if (seen.has(declaration) || seen.size >= longestChain) {
    const blocks = [declaration, ...seen];
    const isNew = !blocks.some((block) => checker.circular.has(block));
    if (declaration.name && isNew) reportCircle(declaration.name, seen.has(declaration), checker);
    seen.forEach((block) => checker.circular.add(block));
    return undefined;
  }
  const kind = declaration.word.text as Kind;
  const base = findBlock(declaration.from, kind, { checker, module, name: `${kind} … from` });
  const inherited = base && partsOf(base, checker, new Set([...seen, declaration]));
  return inherited && [...inherited, ...own];
}

/** Fields that the base lacks already: reported there. */
function inheritedGaps(declaration: Block, module: Module, checker: Checker): ReadonlySet<string> {
  const base = declaration.from && lookUpBlock(declaration.from, declaration.word.text as Kind, module);
  if (!base || checker.open.has(base.declaration)) return new Set();
  const node = structOf(base, checker);
  return node.kind === 'struct' ? node.missing : new Set();
}

/** The comment lines directly above a block. */
function descriptionOf({ trivia: { above } }: Block): string | undefined {
  const lines = above.slice(above.findLastIndex(({ blankAfter }) => blankAfter) + 1).map(({ text }) => text);
  return lines.length === 0 ? undefined : lines.join('\n');
}

interface Reading {
  readonly fields: Fields;
  readonly parts: readonly Part[];
  readonly module: Module;
  readonly checker: Checker;
  readonly inherited?: ReadonlySet<string>;
}

/** Reads the fields of a block from its parts. */
export function readStruct(identity: Identity, reading: Reading): StructNode {
  const { fields, parts, checker } = reading;
  const { entries, reported, broken } = gather(parts, ownerOf(identity.word, fields), checker);
  const values = new Map<string, Node>();
  const missing = new Set<string>();
  for (const [name, field] of Object.entries(fields)) {
    const node = readField(name, field, entries.get(name), { identity, reading });
    if (node) values.set(name, node);
    else if (field.required && !reported.has(name)) missing.add(name);
  }
  for (const name of reported)
    if (Object.hasOwn(fields, name) && !entries.has(name)) values.set(name, poison);
  for (const name of missing) {
    if (reading.inherited?.has(name)) continue;
    const { examples } = fields[name];
    const example = /^[a-z_]+ \{/.test(examples[0]) ? examples[0] : `${name} = ${examples[0]}`;
    checker.report(
      missingField(identity.origin, {
        owner: identity.title,
        field: name,
        text: whyOf(name, fields[name]),
        example,
      }),
    );
  }
  const excluded = exclusions(entries, values, fields, checker);
  const draft: StructNode = {
    kind: 'struct',
    ...identity,
    written: identity.name,
    fields,
    values,
    parts,
    missing,
    model: undefined,
  };
  const model = finish(draft, {
    identity,
    checker,
    broken: broken || excluded || missing.size > 0,
    module: reading.module,
    plain: valuesOf(values),
  });
  return { ...draft, model };
}

interface Context {
  readonly identity: Identity;
  readonly reading: Reading;
}

function readField(
  name: string,
  field: FieldSpecification,
  entry: Entry | undefined,
  context: Context,
): Node | undefined {
  const { identity, reading } = context;
  const { checker } = reading;
  const place = {
    checker,
    module: entry?.kind === 'field' ? entry.module : reading.module,
    name,
    field,
    owner: identity.title,
    header: identity.origin,
  };
  if (entry?.kind === 'elements') return readElements(name, field, entry, context);
  if (entry) return entry.field.value ? evaluate(entry.field.value, field.type, place) : poison;
  if (hasEmptyDefault(field))
    return readElements(name, field, { kind: 'elements', elements: [], part: 0 }, context);
  return defaultValue(field, place);
}

/** A nested block or a block in place. */
function readElements(
  name: string,
  field: FieldSpecification,
  entry: Entry & { kind: 'elements' },
  context: Context,
): Node {
  const { identity, reading } = context;
  const { checker } = reading;
  const last = entry.elements[entry.elements.length - 1];
  if (field.type.layers)
    return readLayers(last.element, { checker, module: last.module, network: identity.title });
  const own = entry.elements.flatMap(({ element, module }) =>
    element.body ? [{ body: element.body, module }] : [],
  );
  const kind = field.type.block;
  const fields = field.type.nested?.fields ?? (kind ? blockOf(kind)?.fields : undefined);
  const base = kind ? basisParts(kind, entry, { name, field, context }) : [];
  if (!fields || !base) return poison;
  const inner: Identity = {
    word: field.type.nested?.word ?? kind ?? name,
    name: kind ? `${identity.name}.${name}` : name,
    title: `the ${name} of ${identity.title}`,
    origin: last?.element.word.origin ?? identity.origin,
  };
  return readStruct(inner, { fields, parts: [...base, ...own], module: reading.module, checker });
}

interface InPlace {
  readonly name: string;
  readonly field: FieldSpecification;
  readonly context: Context;
}

/** Parts that a block in place is copied from: its `from`, or the reference that it refines. */
function basisParts(
  kind: Kind,
  entry: Entry & { kind: 'elements' },
  { name, field, context }: InPlace,
): readonly Part[] | undefined {
  const { checker } = context.reading;
  const first: { element: Element; module: Module } | undefined = entry.elements[0];
  if (first?.element.from) {
    const found = findBlock(first.element.from, kind, { checker, module: first.module, name });
    return found && partsOf(found, checker);
  }
  return entry.base ? referredParts(kind, entry.base, { name, field, context }) : [];
}

function referredParts(
  kind: Kind,
  base: { field: Field; module: Module },
  { name, field, context }: InPlace,
): readonly Part[] | undefined {
  const { value } = base.field;
  const { checker } = context.reading;
  if (value?.kind !== 'reference') return value ? [] : undefined;
  const place = { checker, module: base.module, name, field, owner: context.identity.title };
  const named = letOf(value, field.type, place);
  const node = named ? evaluateLet(named, field.type, place) : evaluate(value, field.type, place);
  return node.kind === 'struct' && node.word === kind ? node.parts : node.kind === 'poison' ? undefined : [];
}
