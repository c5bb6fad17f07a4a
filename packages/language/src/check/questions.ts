import type { Condition, Find as FindModel, Quantity } from '@kirchhoff/model';
import { notHere } from '../messages/names.js';
import { brokenRange, precisionMissing } from '../messages/ranges.js';
import { noInterval, stopRule, wrongCondition } from '../messages/statistics.js';
import type { Find, Require, Until } from '../syntax/ast.js';
import { axisName, axisUnit, type Entry } from './axis.js';
import type { Checker, Place } from './checker.js';
import { conductance } from './device.js';
import { readCondition, type Asked } from './estimate.js';
import type { Module } from './module.js';
import type { Node, PlainNode, StructNode } from './node.js';
import { followPath, titleOf, type Target } from './path.js';
import { readQuantity } from './quantity.js';
import { expandRange, readEnds } from './range.js';
import { quantityWording, wording } from './wording.js';

export interface Search {
  readonly target: Target;
  readonly model: FindModel;
  /** Both ends of the range searched. */
  readonly ends: readonly Entry[];
}

/** `find smallest PATH in a to b within c`; undefined after a report. */
export function readFind(find: Find, module: Module, root: StructNode, checker: Checker): Search | undefined {
  const target = followPath(find.path, root, checker);
  if (!target) return undefined;
  const form = target.field.type.quantity;
  const last = target.name === 'off_state' ? undefined : form;
  if (!last) {
    checker.report(
      notHere(
        find.path.origin,
        `${target.name} cannot be searched`,
        'not a number',
        'search for a field that is a number, for example  chip.adc.bits',
      ),
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
  if (find.in.kind === 'quantity') {
    const text = quantityWording(find.in);
    checker.report(
      brokenRange(find.in.origin, 'a search needs a range', 'one value only', [
        `${target.field.examples[0]} to ${text}`,
      ]),
    );
    return undefined;
  }
  const ends = readEnds(find.in, last, place);
  if (!ends) return undefined;
  if (find.in.step && !expandRange(find.in, last, place)) return undefined;
  const dimension = ends.to.dimension;
  const fine = find.within ?? find.in.step;
  const precision =
    fine &&
    readQuantity(
      { ...fine, of: undefined },
      { dimensions: [dimension], above: 0 },
      { ...place, name: 'the precision' },
    );
  if (precision?.kind === 'poison') return undefined;
  if (!precision && last.integer !== true) {
    const text = wording(find.in);
    checker.report(precisionMissing(find.in.origin, target.name, `${text} within ${tenth(ends.ends[1])}`));
    return undefined;
  }
  const [from, to] = ends.ends.map((node) => endValue(node as PlainNode, target.name));
  const key = find.within ? 'within' : 'step';
  const model: FindModel = {
    goal: find.goal,
    name: axisName(find),
    path: target.keys,
    from,
    to,
    ...(precision?.kind === 'plain' ? { [key]: precision.value as Quantity } : {}),
    unit: axisUnit(ends.to.unit ? ends.to : ends.from),
    origin: find.path.origin,
  };
  const written = ends.ends.map((node) => ({ node, label: (node as PlainNode).written }));
  return { target, model, ends: written };
}

const endValue = (node: PlainNode, name: string): Quantity =>
  name === 'on_state' ? conductance(node) : (node.value as Quantity);

function tenth(node: Node): string {
  const unit = node.kind === 'plain' ? node.number?.unit?.symbol : undefined;
  return unit === undefined ? '0.01' : `0.5 ${unit}`;
}

/** `require`: a number made from trials, with a bound. */
export function readRequire(require: Require, asked: Asked): Condition | undefined {
  const condition = readCondition(require.condition, asked);
  if (!condition) return undefined;
  const { kind, of } = condition.left;
  if (kind !== 'value' && kind !== 'half_width') return condition;
  const title =
    kind === 'value'
      ? `${of} differs from chip to chip: of which one?`
      : 'the width of an interval is no requirement on a chip';
  const text = kind === 'value' ? of : 'accuracy';
  asked.checker.report(
    wrongCondition(
      require.condition.left.origin,
      title,
      'not one number',
      [`median(${text})`, `yield(${text} >= 90 %)`].filter(
        (fix) => kind === 'value' || !fix.startsWith('yield'),
      ),
    ),
  );
  return undefined;
}

/** `until half_width(accuracy) <= 0.2 %`. */
export function readUntil(until: Until, asked: Asked): Condition | undefined {
  const condition = readCondition(until.condition, asked);
  if (!condition) return undefined;
  const { left, operator } = condition;
  if (left.kind === 'half_width' && (operator === '<' || operator === '<=')) return condition;
  const title = 'until waits for a precision, the half width of an interval';
  asked.checker.report(
    wrongCondition(until.condition.origin, title, 'not a precision', ['until half_width(accuracy) <= 0.2 %']),
  );
  return undefined;
}

export interface Stopping {
  readonly trials: PlainNode;
  readonly until?: Until;
  readonly hasFind: boolean;
}

/** Trials and until go together (K403, K406); true when they do. */
export function stopsWell({ trials, until, hasFind }: Stopping, checker: Checker): boolean {
  const { from, to } = trials.value as { from: Quantity; to: Quantity };
  const spans = from !== to;
  if (spans && from.value >= to.value) {
    checker.report(
      brokenRange(
        trials.origin,
        'trials grow from the first number to the second',
        'the second must be larger',
        [`${to.text} to ${from.text}`],
      ),
    );
    return false;
  }
  if (until && !spans) {
    const fixed = trials.origin.uri === 'vocabulary';
    const title = fixed
      ? 'until needs to know how many chips it may draw'
      : `${from.text} trials are drawn in any case: until has nothing to stop`;
    checker.report(
      stopRule(until.origin, title, 'when to stop', [`trials = 20 to ${Math.max(400, to.value)}`]),
    );
    return false;
  }
  if (spans && !until && !hasFind) {
    checker.report(
      stopRule(
        trials.origin,
        'nothing says when to stop drawing chips',
        `somewhere between ${from.text} and ${to.text}`,
        ['add  until half_width(accuracy) <= 0.2 %', `trials = ${to.text}`],
      ),
    );
    return false;
  }
  if (until && from.value < 2) {
    checker.report(noInterval(trials.origin));
    return false;
  }
  return true;
}
