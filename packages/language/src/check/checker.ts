import type { Diagnostic, Host, Origin } from '@kirchhoff/model';
import type { Block } from '../syntax/ast.js';
import type { FieldSpecification } from '../vocabulary/specification.js';
import type { Module } from './module.js';
import type { Node, StructNode } from './node.js';

/** What one check carries along. */
export interface Checker {
  readonly host: Host;
  readonly report: (diagnostic: Diagnostic) => void;
  /** Enough was reported: what would cost time to word stays unsaid. */
  readonly tired: () => boolean;
  /** Values by syntax node and type, so that an inherited fault is reported once. */
  readonly values: Map<object, Map<object, Node>>;
  readonly structs: Map<Block, StructNode>;
  /** Blocks and lets being read, innermost last: a circle shows here. */
  readonly open: Set<object>;
  /** Blocks and lets that something refers to. */
  /** Blocks and lets whose circle was reported. */
  readonly circular: Set<object>;
  readonly used: Set<object>;
  /** Imports that something goes through, as `uri alias`. */
  readonly usedImports: Set<string>;
  /** Names of the axes and finds of each experiment, by the origin of its name. */
  readonly axes: Map<object, readonly string[]>;
}

/** A field's value in its surroundings. */
export interface Place {
  readonly checker: Checker;
  readonly module: Module;
  /** The field's name. */
  readonly name: string;
  readonly field: FieldSpecification;
  /** Whose field: `device hfo2`, `normal`. */
  readonly owner: string;
  /** The name of the block around, shown where the field alone would not say enough. */
  readonly header?: Origin;
}

/** `on_state says how well …` or `bits: number of …`. */
export function whyOf(name: string, field: FieldSpecification): string {
  if (field.says !== undefined) return `${name} says ${field.says}`;
  const [first, second] = field.text;
  const isWord = second !== undefined && second === second.toLowerCase();
  return `${name}: ${isWord ? first.toLowerCase() : first}${field.text.slice(1)}`;
}
