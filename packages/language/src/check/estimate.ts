import type { Condition, Dimension, Estimate, Fraction, Quantity } from '@kirchhoff/model';
import { notRecorded, unknownColumn } from '../messages/columns.js';
import { wrongCondition } from '../messages/statistics.js';
import { writtenOtherwise, wrongForm } from '../messages/values.js';
import type {
  Argument,
  Condition as WrittenCondition,
  Quantity as WrittenQuantity,
  Reference,
  Value,
} from '../syntax/ast.js';
import { countColumns, estimates, metrics, trainingColumns, type Column } from '../vocabulary/metrics.js';
import { nearest } from '../vocabulary/nearest.js';
import type { FieldSpecification, QuantityForm } from '../vocabulary/specification.js';
import type { Checker } from './checker.js';
import type { Module } from './module.js';
import { readQuantity } from './quantity.js';
import { formOf, wording } from './wording.js';

/** The experiment whose numbers are asked for. */
export interface Asked {
  readonly checker: Checker;
  readonly module: Module;
  readonly experiment: string;
  /** Names of its axes and finds. */
  readonly axes: readonly string[];
  /** What its `metrics` names. */
  readonly metrics: readonly string[];
}

const metricTable: Readonly<Record<string, Column>> = metrics;
const otherColumns: Readonly<Record<string, Column>> = { ...trainingColumns, ...countColumns };

/** `median(accuracy)`, `yield(accuracy_loss < 1 %)`, `accuracy`, an axis; undefined after a report. */
export function readEstimate(value: Value, asked: Asked): Estimate | undefined {
  if (value.kind !== 'reference' || value.path.names.length !== 1) {
    report(value, 'a number made from trials', asked);
    return undefined;
  }
  const [name] = value.path.names;
  if (value.arguments === undefined)
    return readColumnName(value, asked, 'metric or axis')
      ? { kind: 'value', of: name.text, origin: value.origin }
      : undefined;
  if (!Object.hasOwn(estimates, name.text)) {
    const known = Object.keys(estimates);
    const { experiment } = asked;
    asked.checker.report(
      unknownColumn(name.origin, {
        experiment,
        name: name.text,
        what: 'number',
        known,
        likely: nearest(name.text, known),
      }),
    );
    return undefined;
  }
  return readCall(name.text as Estimate['kind'], value, value.arguments, asked);
}

function report(value: Value, needs: string, { checker }: Asked): void {
  checker.report(
    wrongForm(value.origin, {
      field: 'this',
      needs,
      is: formOf(value),
      fixes: ['median(accuracy)   or   yield(accuracy_loss < 1 %)'],
    }),
  );
}

/** Whether a name is a metric, an axis or another column of the experiment; reports where not. */
export function readColumnName(value: Reference, asked: Asked, what: string): boolean {
  const { checker, experiment, axes } = asked;
  const name = wording(value);
  const known = [...axes, ...Object.keys(metricTable), ...Object.keys(otherColumns)];
  if (known.includes(name)) return axes.includes(name) || isRecorded(name, value, asked);
  const shown = what === 'axis' ? axes : [...axes, ...Object.keys(metricTable)];
  checker.report(
    unknownColumn(value.origin, { experiment, name, what, known: shown, likely: nearest(name, known) }),
  );
  return false;
}

/** Whether the trials of the experiment record a metric (K217). */
function isRecorded(name: string, { origin }: Reference, { checker, experiment, metrics: recorded }: Asked) {
  if (metricTable[name]?.asked !== true || recorded.includes(name)) return true;
  checker.report(notRecorded(origin, { experiment, name, recorded }));
  return false;
}

const forms: Readonly<Record<string, string>> = {
  quantile: 'quantile(accuracy, 5 %)',
  yield: 'yield(accuracy_loss < 1 %)',
};

function readCall(
  kind: Estimate['kind'],
  value: Reference,
  list: readonly Argument[],
  asked: Asked,
): Estimate | undefined {
  const form = forms[kind] ?? `${kind}(accuracy)`;
  const [first, second, extra] = list;
  const wanted = kind === 'quantile' ? 2 : 1;
  const comparing = first?.compare !== undefined;
  if (list.length !== wanted || extra || comparing !== (kind === 'yield')) {
    asked.checker.report(writtenOtherwise(value.origin, kind, form));
    return undefined;
  }
  const metric = first.value.kind === 'reference' ? readMetric(first.value, asked) : undefined;
  if (first.value.kind !== 'reference') report(first.value, 'a metric', asked);
  if (!metric) return undefined;
  const base = { kind, of: metric.name, origin: value.origin };
  if (kind === 'quantile') {
    const level =
      second.value.kind === 'quantity'
        ? readBound(second.value, 'fraction', 'the level of quantile', asked)
        : undefined;
    if (second.value.kind !== 'quantity') report(second.value, 'a percentage', asked);
    return level && { ...base, level: level as Fraction };
  }
  if (!first.compare) return base;
  const bound = readBound(first.compare.bound, metric.column.dimension, metric.name, asked);
  return bound && { ...base, when: { operator: first.compare.operator, bound } };
}

/** A metric of trials or a column of the training log. */
export function readMetric(value: Reference, asked: Asked): { name: string; column: Column } | undefined {
  const { checker, experiment } = asked;
  const name = wording(value);
  const columns = { ...metricTable, ...otherColumns };
  if (Object.hasOwn(columns, name))
    return isRecorded(name, value, asked) ? { name, column: columns[name] } : undefined;
  const known = Object.keys(metricTable);
  checker.report(
    unknownColumn(value.origin, { experiment, name, what: 'metric', known, likely: nearest(name, known) }),
  );
  return undefined;
}

function readBound(
  quantity: WrittenQuantity,
  dimension: Dimension,
  name: string,
  { checker, module }: Asked,
): Quantity | undefined {
  const form: QuantityForm = { dimensions: [dimension] };
  const examples = [{ fraction: '1 %', decibels: '20 dB' }[dimension as string] ?? '0.5'];
  const field: FieldSpecification = {
    type: { quantity: form },
    text: { fraction: 'A percentage', decibels: 'A ratio in dB' }[dimension as string] ?? 'A number',
    examples,
  };
  const node = readQuantity(quantity, form, { checker, module, name, field, owner: name });
  return node.kind === 'plain' ? (node.value as Quantity) : undefined;
}

/** What an estimate measures. */
export function dimensionOf({ kind, of }: Estimate): Dimension {
  if (kind === 'yield') return 'fraction';
  return (metricTable[of] ?? otherColumns[of])?.dimension ?? 'number';
}

/** `reference < quantity`; undefined after a report. A condition decides on one number per chip, not on one per layer. */
export function readCondition(condition: WrittenCondition, asked: Asked): Condition | undefined {
  const left = readEstimate(condition.left, asked);
  if (!left) return undefined;
  if (metricTable[left.of]?.perLayer) {
    const title = `${left.of} has a value per layer, a condition needs one per chip`;
    const fixes = [`put ${left.of} into a plot or table of the report, with  rows = layer`];
    asked.checker.report(wrongCondition(condition.left.origin, title, 'several numbers', fixes));
    return undefined;
  }
  const bound = readBound(condition.bound, dimensionOf(left), wording(condition.left), asked);
  return bound && { left, operator: condition.operator, bound, origin: condition.origin };
}
