import type { AxisUnit, AxisValue, Quantity, SweepAxis } from '@kirchhoff/model';
import { brokenRange } from '../messages/ranges.js';
import { notHere } from '../messages/names.js';
import type { Field, Value } from '../syntax/ast.js';
import { siUnits } from '../vocabulary/units.js';
import type { Checker, Place } from './checker.js';
import { conductance, ratioQuantity } from './device.js';
import { evaluate, lentBy, letOf } from './evaluate.js';
import type { Module } from './module.js';
import { poisoned, valueOf, type Measured, type Node, type StructNode } from './node.js';
import { followPath, titleOf, type Target } from './path.js';
import { readQuantity } from './quantity.js';
import { expandRange } from './range.js';
import { wording } from './wording.js';

/** One value of an axis with where it was written. */
export interface Entry {
  readonly node: Node;
  readonly label: string;
}

export interface Axis {
  readonly name: string;
  readonly target: Target;
  readonly entries: readonly Entry[];
  readonly model: SweepAxis;
}

/** What an axis or find is called where nothing is written: the last name of its path. */
export const axisName = (field: Pick<Field, 'path' | 'as'>): string =>
  (field.as ?? field.path.names[field.path.names.length - 1]).text;

/** A line of a sweep; undefined after a report. */
export function readAxis(field: Field, module: Module, root: StructNode, checker: Checker): Axis | undefined {
  const target = followPath(field.path, root, checker);
  if (!target || !field.value) return undefined;
  const { type } = target.field;
  if (type.nested ?? type.layers) {
    const fix = `${target.path}.${Object.keys(type.nested?.fields ?? {})[0] ?? 'field'}`;
    checker.report(
      notHere(field.path.origin, `${target.name} is a block; a sweep sets one of its fields`, 'a block', fix),
    );
    return undefined;
  }
  const place: Place = {
    checker,
    module,
    name: target.name,
    field: target.field,
    owner: titleOf(target.owner),
  };
  const entries = readEntries(field.value, place);
  if (!entries || entries.some(({ node }) => poisoned(node))) return undefined;
  if (entries.length === 0) {
    checker.report(
      brokenRange(field.value.origin, 'this axis has no values', 'at least one', [
        `[${target.field.examples[0]}]`,
      ]),
    );
    return undefined;
  }
  return { name: axisName(field), target, entries, model: modelOf(field, target, entries) };
}

/** The values of an axis: a list, a range, a named one of these, or a single value. */
function readEntries(value: Value, place: Place): readonly Entry[] | undefined {
  const { type } = place.field;
  if (value.kind === 'list') {
    const lent = lentBy(value.items);
    const entries = value.items.map((item) => {
      const zero = item.kind === 'quantity' && type.quantity;
      if (zero) return one(readQuantity(item, zero, place, lent), item);
      return readEntries(item, place);
    });
    return entries.every((entry) => entry !== undefined) ? entries.flat() : undefined;
  }
  if (value.kind === 'span' && type.quantity) {
    return expandRange(value, type.quantity, place)?.map((node) => ({
      node,
      label: node.kind === 'plain' ? node.written : '',
    }));
  }
  const named = value.kind === 'reference' ? letOf(value, type, place) : undefined;
  if (named && (named.declaration.value?.kind === 'list' || named.declaration.value?.kind === 'span')) {
    place.checker.used.add(named.declaration);
    return readEntries(named.declaration.value, { ...place, module: named.module });
  }
  return one(evaluate(value, type, place), value);
}

const one = (node: Node, value: Value): readonly Entry[] => [{ node, label: wording(value) }];

function modelOf(field: Field, target: Target, entries: readonly Entry[]): SweepAxis {
  const unit = unitOfNodes(entries.map(({ node }) => node));
  const values = entries.map((entry) => axisValue(entry, target, unit !== undefined));
  const keys = target.name === 'off_state' ? [...target.keys.slice(0, -1), 'onOffRatio'] : target.keys;
  return {
    name: axisName(field),
    path: keys,
    values,
    unit: unit ?? { label: '', scale: 1, si: '' },
    origin: field.path.origin,
  };
}

function axisValue({ node, label }: Entry, target: Target, comparable: boolean): AxisValue {
  const measured = node.kind === 'plain' ? node.number : undefined;
  const number = measured && node.kind === 'plain' ? (node.value as Quantity).value : undefined;
  const value = stateValue(node, target) ?? valueOf(node);
  return { value, label, ...(number === undefined || !comparable ? {} : { number }) };
}

/** A state of a device as the model holds it: a conductance, or the ratio that an off state makes. */
function stateValue(node: Node, { name, owner }: Target): unknown {
  if (node.kind !== 'plain' || !node.number) return undefined;
  if (name === 'on_state') return conductance(node);
  const on = name === 'off_state' ? owner.values.get('on_state') : undefined;
  return on?.kind === 'plain' && on.number ? ratioQuantity(on.number, node.number) : undefined;
}

/** The unit of an axis; undefined where its values cannot be compared as numbers. */
export function unitOfNodes(nodes: readonly Node[]): AxisUnit | undefined {
  const measured = nodes.flatMap((node) => (node.kind === 'plain' && node.number ? [node.number] : []));
  const same = measured.every(
    ({ dimension, basis }) => dimension === measured[0].dimension && basis === measured[0].basis,
  );
  if (measured.length === 0 || !same) return undefined;
  return axisUnit([...measured].reverse().find(({ unit }) => unit !== undefined) ?? measured[0]);
}

/** The unit a number was written in: `% of target`, 100. */
export function axisUnit({ unit, basis, dimension }: Measured): AxisUnit {
  const si = siUnits[dimension];
  if (!unit) return { label: si, scale: 1, si };
  const label = basis === undefined ? unit.symbol : `${unit.symbol} of ${basis}`;
  return { label, scale: Number(`1e${-unit.exponent}`) / Number(unit.factor), si };
}
