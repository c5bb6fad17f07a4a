import type { Basis, Dimension, Origin } from '@kirchhoff/model';
import type { Body, Value } from '../syntax/ast.js';
import type { CallSpecification, Fields } from '../vocabulary/specification.js';
import type { Unit } from '../vocabulary/units.js';
import type { Decimal } from './decimal.js';
import type { Module } from './module.js';

/** The exact number behind a quantity, in SI (percentages as fractions), and the unit it was written in. */
export interface Measured {
  readonly dimension: Dimension;
  readonly decimal: Decimal;
  readonly unit?: Unit;
  readonly basis?: Basis;
}

/** A body with the module whose names it uses; later parts override earlier ones. */
export interface Part {
  readonly body: Body;
  readonly module: Module;
}

interface Written {
  readonly origin: Origin;
  /** The value in the language's own words, for labels. */
  readonly written: string;
}

/** A value without inner fields: what the model holds. */
export interface PlainNode extends Written {
  readonly kind: 'plain';
  readonly value: unknown;
  readonly number?: Measured;
}

/** `normal(sigma = …)`. */
export interface CallNode extends Written {
  readonly kind: 'call';
  readonly name: string;
  readonly specification: CallSpecification;
  readonly values: ReadonlyMap<string, Node>;
}

export interface ListNode extends Written {
  readonly kind: 'list';
  readonly items: readonly Node[];
}

/** A value that only its experiment can resolve: an estimate, an axis, a layer. */
export interface LaterNode extends Written {
  readonly kind: 'later';
  readonly value: Value;
}

/** A block, in place or by name, or a nested block. */
export interface StructNode extends Written {
  readonly kind: 'struct';
  /** `device`, `array`. */
  readonly word: string;
  readonly name: string;
  /** For messages: `device hfo2`, `the adc of chip pilot`. */
  readonly title: string;
  readonly fields: Fields;
  readonly values: ReadonlyMap<string, Node>;
  readonly parts: readonly Part[];
  /** Where a field refers to the block by its name. */
  readonly at?: Origin;
  /** Required fields that nothing says. */
  readonly missing: ReadonlySet<string>;
  /** What the model holds; undefined when anything in it was reported. */
  readonly model: unknown;
}

/** Something reported: whatever depends on it stays silent. */
export interface PoisonNode {
  readonly kind: 'poison';
}

export type Node = PlainNode | CallNode | ListNode | LaterNode | StructNode | PoisonNode;

export const poison: PoisonNode = { kind: 'poison' };

/** `on_off_ratio` → `onOffRatio`. */
export const camel = (name: string): string =>
  name.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** Whether a fault was reported in the node or below. */
export function poisoned(node: Node): boolean {
  switch (node.kind) {
    case 'poison':
      return true;
    case 'struct':
      return node.model === undefined;
    case 'list':
      return node.items.some(poisoned);
    case 'call':
      return [...node.values.values()].some(poisoned);
    default:
      return false;
  }
}

/** What the model holds for a node that is not poisoned. */
export function valueOf(node: Node): unknown {
  switch (node.kind) {
    case 'poison':
      return undefined;
    case 'struct':
      return node.model;
    case 'list':
      return node.items.map(valueOf);
    case 'call':
      return { kind: node.name, ...valuesOf(node.values) };
    case 'later':
      return node.written;
    default:
      return node.value;
  }
}

/** All values under their camelCase keys. */
export function valuesOf(values: ReadonlyMap<string, Node>): Record<string, unknown> {
  return Object.fromEntries([...values].map(([name, node]) => [camel(name), valueOf(node)]));
}

/** Fields and values of a node that a path may enter. */
export function insides(
  node: Node,
): { readonly fields: Fields; readonly values: ReadonlyMap<string, Node> } | undefined {
  if (node.kind === 'struct') return { fields: node.fields, values: node.values };
  if (node.kind === 'call') return { fields: node.specification.arguments, values: node.values };
  return undefined;
}
