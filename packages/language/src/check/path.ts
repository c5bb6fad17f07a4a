import { absentOnPath, unknownPath } from '../messages/names.js';
import type { Name, Path } from '../syntax/ast.js';
import { articled } from '../vocabulary/article.js';
import { nearest } from '../vocabulary/nearest.js';
import type { FieldSpecification } from '../vocabulary/specification.js';
import { synonymOf } from '../vocabulary/synonyms.js';
import type { Checker } from './checker.js';
import { camel, insides, type CallNode, type Node, type StructNode } from './node.js';

/** Where a path of a sweep or find ends. */
export interface Target {
  /** Keys of the model from the experiment, camelCase. */
  readonly keys: readonly string[];
  /** The path as written. */
  readonly path: string;
  readonly field: FieldSpecification;
  readonly name: string;
  /** The block or call that has the field. */
  readonly owner: StructNode | CallNode;
}

/** Follows a path from an experiment through its references; undefined after at most one report (K203). */
export function followPath(path: Path, root: StructNode, checker: Checker): Target | undefined {
  let node: Node = root;
  const written = path.names.map((name) => name.text);
  for (const [index, name] of path.names.entries()) {
    const inside = insides(node);
    if (node.kind === 'poison') return undefined;
    if (!inside || (node.kind !== 'struct' && node.kind !== 'call')) {
      reportLeaf(node, path, index, checker);
      return undefined;
    }
    const field = Object.hasOwn(inside.fields, name.text) ? inside.fields[name.text] : undefined;
    if (!field) {
      reportUnknown({ path, index, owner: node, root }, checker);
      return undefined;
    }
    if (index === path.names.length - 1)
      return { keys: written.map(camel), path: written.join('.'), field, name: name.text, owner: node };
    const next = inside.values.get(name.text);
    if (!next) {
      reportAbsent(titleOf(node), name, field, checker);
      return undefined;
    }
    node = next;
  }
  return undefined;
}

export const titleOf = (node: StructNode | CallNode): string =>
  node.kind === 'struct' ? node.title : node.name;

function reportLeaf(node: Node, path: Path, index: number, checker: Checker): void {
  const name = path.names[index];
  const before = path.names[index - 1].text;
  const written = node.kind === 'poison' ? '' : node.written;
  const title =
    written === 'ideal'
      ? `the ${before} of this chip is ideal: it has no ${name.text}`
      : `${before} is one value; it has no field ${name.text}`;
  const fix =
    written === 'ideal'
      ? `${before} { bits = 8 }`
      : path.names
          .slice(0, index)
          .map((part) => part.text)
          .join('.');
  checker.report(absentOnPath(name.origin, title, 'leads nowhere', fix));
}

function reportAbsent(owner: string, name: Name, field: FieldSpecification, checker: Checker): void {
  const [example] = field.examples;
  const fix = example.startsWith(`${name.text} {`) ? example : `${name.text} = ${example}`;
  checker.report(
    absentOnPath(
      name.origin,
      `${owner} says no ${name.text} that could be changed`,
      'not in this study',
      fix,
    ),
  );
}

interface Lost {
  readonly path: Path;
  readonly index: number;
  readonly owner: StructNode | CallNode;
  readonly root: StructNode;
}

function reportUnknown({ path, index, owner, root }: Lost, checker: Checker): void {
  const name = path.names[index];
  const at = name.origin;
  const places = placesBelow(root);
  const found = bestPlace(path, index, places);
  const label = `not in ${owner.kind === 'struct' ? articled(owner.word) : owner.name}`;
  const title = titleOf(owner);
  if (found) {
    const why = whyOf(found);
    const declared = found.owner.kind === 'struct' && isBlock(found.owner) ? found.owner.origin : undefined;
    const fix = { text: [...found.names, ...restOf(path, index, found)].join('.'), origin: path.origin };
    checker.report(unknownPath(at, { owner: title, name: name.text, label, why, declared, fix }));
    return;
  }
  const known = Object.keys(insides(owner)?.fields ?? {});
  const likely = nearest(name.text, known);
  const texts = path.names.map((part) => part.text);
  const fix =
    likely === undefined
      ? `the fields are  ${known.join(', ')}`
      : { text: texts.map((text, n) => (n === index ? likely : text)).join('.'), origin: path.origin };
  checker.report(unknownPath(at, { owner: title, name: name.text, label, fix }));
}

const restOf = (path: Path, index: number, found: InTree): string[] =>
  path.names.slice(index + found.taken).map((part) => part.text);

interface InTree {
  /** Path from the experiment. */
  readonly names: readonly string[];
  readonly owner: StructNode | CallNode;
  readonly field: FieldSpecification;
  /** Names of the lost path that this place already contains. */
  readonly taken: number;
}

const isBlock = (node: StructNode): boolean => !node.title.startsWith('the ');

function whyOf({ names, owner, field }: InTree): string {
  const name = names[names.length - 1];
  const holders = names.slice(0, -1);
  const last = holders[holders.length - 1] ?? 'experiment';
  const before = holders.length > 1 ? `${holders[holders.length - 2]}'s ` : '';
  const block = owner.kind === 'struct' && isBlock(owner) ? `, ${owner.name} (declared at {place})` : '';
  return `${field.called ?? name} belongs to the ${before}${last}${block}`;
}

/** All fields of the experiment's tree, the nearest first. */
function placesBelow(root: StructNode): InTree[] {
  const places: InTree[] = [];
  let level: { names: readonly string[]; node: StructNode | CallNode }[] = [{ names: [], node: root }];
  for (let depth = 0; depth < 6 && level.length > 0; depth++) {
    const next: typeof level = [];
    for (const { names, node } of level) {
      const inside = insides(node);
      for (const [name, field] of Object.entries(inside?.fields ?? {})) {
        places.push({ names: [...names, name], owner: node, field, taken: 1 });
        const child = inside?.values.get(name);
        if (child?.kind === 'struct' || child?.kind === 'call')
          next.push({ names: [...names, name], node: child });
      }
    }
    level = next;
  }
  return places;
}

/** The place the lost names most likely mean: same words at the end, as near to the right part of the path as possible. */
function bestPlace(path: Path, index: number, places: readonly InTree[]): InTree | undefined {
  const lost = path.names.slice(index).map((name) => name.text);
  const words = [...new Set(places.map(({ names }) => names[names.length - 1]))];
  const first = words.includes(lost[0]) ? lost[0] : synonymOf(lost[0], words);
  if (first === undefined) return undefined;
  const kept = path.names.slice(0, index).map((name) => name.text);
  const starts = (place: InTree): boolean => kept.every((name, n) => place.names[n] === name);
  const fitting = places.filter(({ names }) => names[names.length - 1] === first);
  const leadsOn = (place: InTree): boolean => lost.length === 1 || hasField(place, lost[1]);
  const inside = fitting.filter((place) => starts(place) && leadsOn(place));
  return inside[0] ?? fitting.find(leadsOn) ?? fitting.find(isUnwritten);
}

/** A place that this study leaves empty: what it would hold is not known, but it is the right one. */
const isUnwritten = ({ owner, names }: InTree): boolean =>
  insides(owner)?.values.has(names[names.length - 1]) === false;

function hasField({ owner, names }: InTree, name: string): boolean {
  const child = insides(owner)?.values.get(names[names.length - 1]);
  const inside = child && insides(child);
  return inside !== undefined && Object.hasOwn(inside.fields, name);
}
