import { circle, fieldTwice, longChain, notHere, unknownField } from '../messages/names.js';
import { blockOrValue } from '../messages/values.js';
import type { Element, Field, Item, Name } from '../syntax/ast.js';
import { articled } from '../vocabulary/article.js';
import { blockOf } from '../vocabulary/blocks.js';
import { placesOf } from '../vocabulary/places.js';
import { nearest } from '../vocabulary/nearest.js';
import type { BlockSpecification, Fields } from '../vocabulary/specification.js';
import type { Checker } from './checker.js';
import type { Module } from './module.js';
import type { Part } from './node.js';

/** What the parts of a block say about one field. */
export type Entry =
  | { readonly kind: 'field'; readonly field: Field; readonly module: Module; readonly part: number }
  | {
      readonly kind: 'elements';
      readonly elements: readonly { readonly element: Element; readonly module: Module }[];
      /** The reference that a block in place refines. */
      readonly base?: { readonly field: Field; readonly module: Module };
      readonly part: number;
    };

/** The vocabulary of a block or nested block, for gathering. */
export interface Owner {
  readonly word: string;
  readonly fields: Fields;
  readonly repeated: readonly string[];
  readonly questions: boolean;
}

export function ownerOf(word: string, fields: Fields): Owner {
  const specification: BlockSpecification | undefined = blockOf(word);
  const whole = specification?.fields === fields ? specification : undefined;
  return { word, fields, repeated: Object.keys(whole?.repeated ?? {}), questions: whole?.questions === true };
}

export interface Gathered {
  readonly entries: ReadonlyMap<string, Entry>;
  /** Fields whose line was reported: they are not missing. */
  readonly reported: ReadonlySet<string>;
  readonly broken: boolean;
}

/** Merges the parts of a block, later ones over earlier ones. */
export function gather(parts: readonly Part[], owner: Owner, checker: Checker): Gathered {
  const entries = new Map<string, Entry>();
  const reported = new Set<string>();
  let broken = false;
  parts.forEach(({ body, module }, part) => {
    const seen = new Map<string, Name>();
    for (const item of body.items) {
      const name = fits(item, owner, checker);
      if (name === undefined) {
        broken = true;
        meant(item, owner).forEach((field) => reported.add(field));
      }
      if (!name || owner.repeated.includes(name.text)) continue;
      const first = seen.get(name.text);
      if (first) {
        checker.report(fieldTwice(name.origin, name.text, first.origin));
        broken = true;
        continue;
      }
      seen.set(name.text, name);
      merge(entries, name.text, item as Field | Element, { module, part });
      replaceOthers(entries, name.text, owner.fields, part);
    }
  });
  return { entries, reported, broken };
}

/** The field that a reported line most likely was to be. */
function meant(item: Item, owner: Owner): readonly string[] {
  if (item.kind !== 'field' && item.kind !== 'element') return [];
  const name = item.kind === 'field' ? item.path.names[0].text : item.word.text;
  const likely = nearest(name, Object.keys(owner.fields));
  return [name, ...(likely === undefined ? [] : [likely])];
}

function merge(
  entries: Map<string, Entry>,
  name: string,
  item: Field | Element,
  at: { module: Module; part: number },
): void {
  const before = entries.get(name);
  if (item.kind === 'field') {
    entries.set(name, { kind: 'field', field: item, ...at });
    return;
  }
  const own = { element: item, module: at.module };
  if (item.from || !before) entries.set(name, { kind: 'elements', elements: [own], part: at.part });
  else if (before.kind === 'elements')
    entries.set(name, { ...before, elements: [...before.elements, own], part: at.part });
  else entries.set(name, { kind: 'elements', elements: [own], base: before, part: at.part });
}

/** A field of a later part replaces inherited fields that say the same thing. */
function replaceOthers(entries: Map<string, Entry>, name: string, fields: Fields, part: number): void {
  for (const other of fields[name].excludes ?? []) {
    const entry = entries.get(other);
    if (entry && entry.part < part) entries.delete(other);
  }
}

/** The name under which an item counts; null for items read elsewhere, undefined after a report. */
function fits(item: Item, owner: Owner, checker: Checker): Name | null | undefined {
  const { report } = checker;
  if (item.kind === 'find' || item.kind === 'require' || item.kind === 'until') {
    if (owner.questions) return null;
    report(
      notHere(
        item.origin,
        `${item.kind} belongs to an experiment`,
        `not in ${articled(owner.word)}`,
        `move this line into an experiment`,
      ),
    );
    return undefined;
  }
  return item.kind === 'field' ? fieldFits(item, owner, checker) : elementFits(item, owner, checker);
}

function fieldFits(item: Field, owner: Owner, { report }: Checker): Name | null | undefined {
  const [name] = item.path.names;
  if (item.path.names.length > 1) {
    const [head, ...rest] = item.path.names.map((part) => part.text);
    const fix = owner.questions
      ? `sweep { ${item.path.names.map((part) => part.text).join('.')} = … }`
      : `${head} { ${rest.join('.')} = … }`;
    report(notHere(item.path.origin, 'a path with points belongs into a sweep or a find', 'a path', fix));
    return undefined;
  }
  const field = Object.hasOwn(owner.fields, name.text) ? owner.fields[name.text] : undefined;
  if (!field) return unknown(name, owner, 'field', report);
  if (item.as) {
    report(
      notHere(
        item.as.origin,
        'as names an axis of a sweep',
        'nothing is swept here',
        `sweep { ${name.text} as ${item.as.text} = … }`,
      ),
    );
    return undefined;
  }
  const onlyBody =
    (field.type.nested ?? field.type.layers) !== undefined && Object.keys(field.type).length === 1;
  if (onlyBody && item.value) {
    report(
      blockOrValue(
        item.origin,
        `${name.text} is a block, not a value`,
        'a block in braces belongs here',
        field.examples[0],
      ),
    );
    return undefined;
  }
  return name;
}

function elementFits(item: Element, owner: Owner, { report }: Checker): Name | undefined {
  const { word } = item;
  if (owner.repeated.includes(word.text)) return word;
  const field = Object.hasOwn(owner.fields, word.text) ? owner.fields[word.text] : undefined;
  if (!field) return unknown(word, owner, item.body ? 'block' : 'field', report) ?? undefined;
  const takesBody = field.type.nested ?? field.type.layers ?? field.type.block;
  const fix =
    item.name && !item.body
      ? `${word.text} = ${item.name.text}`
      : field.examples.map((example) => `${word.text} = ${example}`).join('   ');
  if (!takesBody || (!item.body && !item.from)) {
    report(
      blockOrValue(
        item.origin,
        `${word.text} takes a value, after an equals sign`,
        'a value is missing',
        fix,
      ),
    );
    return undefined;
  }
  const extra = item.label ?? item.name;
  if (extra ?? item.arguments) {
    const at = extra?.origin ?? item.origin;
    report(
      blockOrValue(at, `${word.text} stands by itself before its brace`, 'not needed', `${word.text} { … }`),
    );
    return undefined;
  }
  return word;
}

function unknown(name: Name, owner: Owner, what: string, report: Checker['report']): undefined {
  const known = [...Object.keys(owner.fields), ...owner.repeated];
  const likely = nearest(name.text, known);
  const see = likely === undefined ? placesOf(name.text, owner.word) : undefined;
  report(
    unknownField(name.origin, { owner: articled(owner.word), what, name: name.text, likely, known, see }),
  );
  return undefined;
}

/** Reports a block that rests on itself, or on too many others. */
export function reportCircle(name: Name, isCircle: boolean, checker: Checker): void {
  checker.report(
    isCircle ? circle(name.origin, [name.text], 'the block') : longChain(name.origin, name.text, 'the block'),
  );
}
