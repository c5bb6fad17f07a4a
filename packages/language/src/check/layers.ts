import type { Layer } from '@kirchhoff/model';
import { declaredTwice, unknownField } from '../messages/names.js';
import { blockOrValue } from '../messages/values.js';
import type { Element, Item, Reference } from '../syntax/ast.js';
import { containers, layers as vocabulary } from '../vocabulary/layers.js';
import { nearest } from '../vocabulary/nearest.js';
import type { CallSpecification, FieldSpecification } from '../vocabulary/specification.js';
import { readCall } from './call.js';
import type { Checker } from './checker.js';
import type { Module } from './module.js';
import { poison, poisoned, valuesOf, type Node } from './node.js';

interface Surroundings {
  readonly checker: Checker;
  readonly module: Module;
  /** For messages: `network mlp`. */
  readonly network: string;
}

/** Counters and names shared by all layers of one network. */
interface Naming extends Surroundings {
  readonly counts: Map<string, number>;
  readonly labels: Map<string, Element>;
}

const field: FieldSpecification = {
  type: { layers: true },
  text: 'Layers from input to output',
  examples: ['dense(10)'],
};
const table: Readonly<Record<string, CallSpecification>> = vocabulary;

/** `layers { … }` as the model's list of layers. */
export function readLayers(element: Element, surroundings: Surroundings): Node {
  const naming: Naming = { ...surroundings, counts: new Map(), labels: new Map() };
  const value = readBody(element.body?.items ?? [], naming);
  if (!value) return poison;
  return { kind: 'plain', value, origin: element.word.origin, written: 'layers { … }' };
}

/** Undefined after any report. */
function readBody(items: readonly Item[], naming: Naming): Layer[] | undefined {
  const layers = items.filter((item) => !isShortcut(item)).map((item) => readItem(item, naming));
  return layers.every((layer) => layer !== undefined) ? layers : undefined;
}

const isShortcut = (item: Item): item is Element => item.kind === 'element' && item.word.text === 'shortcut';

function readItem(item: Item, naming: Naming): Layer | undefined {
  const { checker, module } = naming;
  if (item.kind !== 'element') {
    checker.report(
      blockOrValue(
        item.origin,
        'layers holds layers, one per line',
        'not a layer',
        'dense(10, softmax)   or with a label   fc1: dense(256, relu)',
      ),
    );
    return undefined;
  }
  const { word } = item;
  if (!Object.hasOwn(table, word.text)) {
    const known = Object.keys(table);
    checker.report(
      unknownField(word.origin, {
        owner: 'a network',
        what: 'layer',
        name: word.text,
        likely: nearest(word.text, known),
        known,
      }),
    );
    return undefined;
  }
  const misplaced = misplacement(item);
  if (misplaced) {
    checker.report(misplaced);
    return undefined;
  }
  const name = nameOf(item, naming);
  const call: Reference = {
    kind: 'reference',
    path: { kind: 'path', names: [word], origin: word.origin },
    arguments: item.arguments,
    origin: word.origin,
  };
  const node = readCall(call, word.text, table[word.text], {
    checker,
    module,
    name: word.text,
    field,
    owner: naming.network,
  });
  const inner = containers.includes(word.text) ? readInner(item, naming) : {};
  if (!inner || name === undefined || node.kind !== 'call' || poisoned(node)) return undefined;
  return { name, origin: word.origin, kind: word.text, ...valuesOf(node.values), ...inner } as Layer;
}

function misplacement(item: Element) {
  const holds = containers.includes(item.word.text);
  if (holds && !item.body) {
    return blockOrValue(
      item.origin,
      `${item.word.text} holds layers in braces`,
      'nothing inside',
      `${item.word.text} { … }`,
    );
  }
  if (!holds && item.body) {
    return blockOrValue(
      item.body.origin,
      `${item.word.text} holds no other layers`,
      'not needed',
      'leave the braces out',
    );
  }
  const extra = item.name ?? item.from;
  if (!extra) return undefined;
  const label = item.name ? `${item.name.text}: ${item.word.text}` : item.word.text;
  return blockOrValue(extra.origin, 'the label of a layer stands before it, with a colon', 'not here', label);
}

function readInner(item: Element, naming: Naming): { layers: Layer[]; shortcut?: Layer[] } | undefined {
  const items = item.body?.items ?? [];
  const layers = readBody(items, naming);
  const [shortcut] = items.filter(isShortcut);
  if (!shortcut) return layers && { layers };
  const beside = readBody(shortcut.body?.items ?? [], naming);
  return layers && beside && { layers, shortcut: beside };
}

/** The label, or the kind with its number; undefined after a report. */
function nameOf(item: Element, { counts, labels, checker }: Naming): string | undefined {
  const kind = item.word.text;
  const count = (counts.get(kind) ?? 0) + 1;
  counts.set(kind, count);
  const name = item.label?.text ?? `${kind}_${count}`;
  const first = labels.get(name);
  if (!first) {
    labels.set(name, item);
    return name;
  }
  const at = item.label?.origin ?? item.word.origin;
  checker.report(declaredTwice(at, 'layer', name, first.label?.origin ?? first.word.origin));
  return undefined;
}
