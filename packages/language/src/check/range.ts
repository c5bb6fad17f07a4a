import { brokenRange, neverReaches, stepMissing } from '../messages/ranges.js';
import { notWhole } from '../messages/quantities.js';
import type { Span } from '../syntax/ast.js';
import type { QuantityForm } from '../vocabulary/specification.js';
import { dimensionNames } from '../vocabulary/units.js';
import type { Place } from './checker.js';
import {
  add,
  compare,
  decimalText,
  divide,
  fits,
  isWhole,
  isZero,
  negate,
  rounded,
  scaled,
  subtract,
  times,
  toNumber,
  whole,
  type Decimal,
} from './decimal.js';
import { logPoint } from './logarithm.js';
import type { Measured, Node } from './node.js';
import { quantityNode, readQuantity } from './quantity.js';
import { quantityWording } from './wording.js';

/** Most values of one range. */
const most = 10_000;

/** Both ends of a range; each lends the other its unit and basis. Undefined after a report. */
export function readEnds(span: Span, form: QuantityForm, place: Place): Ends | undefined {
  const from = readQuantity(span.from, form, place, { unit: span.to.unit, of: span.to.of });
  const to = readQuantity(span.to, form, place, { unit: span.from.unit, of: span.from.of });
  if (from.kind !== 'plain' || to.kind !== 'plain' || !from.number || !to.number) return undefined;
  if (from.number.dimension !== to.number.dimension || from.number.basis !== to.number.basis) {
    const kinds = [from.number, to.number].map((end) =>
      end.basis === undefined ? dimensionNames[end.dimension] : `of ${end.basis}`,
    );
    place.checker.report(
      brokenRange(span.origin, 'the two ends of this range are of different kinds', kinds.join(' to '), [
        'write both ends in the same unit',
      ]),
    );
    return undefined;
  }
  return { from: from.number, to: to.number, ends: [from, to] };
}

export interface Ends {
  readonly from: Measured;
  readonly to: Measured;
  readonly ends: readonly [Node, Node];
}

interface Walk {
  readonly span: Span;
  readonly form: QuantityForm;
  readonly place: Place;
  readonly ends: Ends;
}

/** All values of a range in order, both ends included (language.md section 2, sentence 8); undefined after a report. */
export function expandRange(span: Span, form: QuantityForm, place: Place): readonly Node[] | undefined {
  const ends = readEnds(span, form, place);
  if (!ends) return undefined;
  const walk = { span, form, place, ends };
  const values = span.points ? pointValues(walk) : stepValues(walk);
  return values?.map((decimal) => valueNode(decimal, walk));
}

function valueNode(decimal: Decimal, { span, ends }: Walk): Node {
  const unit = ends.to.unit ?? ends.from.unit;
  const measured: Measured = { ...ends.to, ...(unit && { unit }), decimal };
  const basis = measured.basis === undefined ? '' : ` of ${measured.basis}`;
  const written = `${inUnit(decimal, measured, 12)}${unit === undefined ? '' : ` ${unit.symbol}`}${basis}`;
  return quantityNode(measured, written, span);
}

/** The figures of an SI number in the unit it was written in. */
export function inUnit(decimal: Decimal, { unit }: Measured, digits = 40): string {
  if (!unit) return decimalText(decimal, digits);
  return decimalText(divide(scaled(decimal, 1n, -unit.exponent), whole(unit.factor)), digits);
}

function stepValues(walk: Walk): Decimal[] | undefined {
  const { span, form, place, ends } = walk;
  const { from, to } = ends;
  const step = span.step ? stepOf(walk) : unitStep(walk);
  if (!step) return undefined;
  const length = subtract(to.decimal, from.decimal);
  const sign = compare(length, whole(0));
  if (sign === 0) return [from.decimal];
  const wrong = isZero(step)
    ? 'a step of zero leads nowhere'
    : compare(step, whole(0)) !== sign
      ? 'this step leads away from the end of the range'
      : undefined;
  if (wrong !== undefined) {
    const ends = [quantityWording(span.to), quantityWording(span.from)].join(' to ');
    place.checker.report(
      brokenRange(
        span.origin,
        wrong,
        'cannot be walked',
        isZero(step) ? ['write a step above zero'] : [ends],
      ),
    );
    return undefined;
  }
  const count = fits(sign < 0 ? negate(length) : length, sign < 0 ? negate(step) : step);
  if (count.times >= BigInt(most)) return tooMany(walk, `${count.times + 1n}`);
  const values = Array.from({ length: Number(count.times) + 1 }, (_, n) =>
    add(from.decimal, times(step, whole(n))),
  );
  if (count.exact) return form.integer === true ? wholeValues(values, walk) : values;
  place.checker.report(
    neverReaches(span.origin, figures(to.decimal, walk), gives(values, walk), reachable(step, values, walk)),
  );
  return undefined;
}

function unitStep({ span, form, place, ends }: Walk): Decimal | undefined {
  const { from, to } = ends;
  const counts =
    form.integer === true || (form.countable === true && isWhole(from.decimal) && isWhole(to.decimal));
  if (counts && from.dimension === 'number') return whole(compare(from.decimal, to.decimal) > 0 ? -1 : 1);
  const written = `${quantityWording(span.from)} to ${quantityWording(span.to)}`;
  const tenth = divide(subtract(to.decimal, from.decimal), whole(10));
  const unit = to.unit ?? from.unit;
  const step = `${inUnit(tenth, { ...to, unit })}${unit ? ` ${unit.symbol}` : ''}`;
  place.checker.report(
    stepMissing(span.origin, place.name, [`${written} step ${step}`, `${written} in 11 points`]),
  );
  return undefined;
}

function stepOf({ span, place, ends }: Walk): Decimal | undefined {
  if (!span.step) return undefined;
  const step = { ...span.step, of: undefined };
  const form: QuantityForm = { dimensions: [ends.to.dimension] };
  const example = `${step.number.text} ${(ends.to.unit ?? ends.from.unit)?.symbol ?? ''}`.trim();
  const node = readQuantity(step, form, {
    ...place,
    name: 'the step',
    field: { ...place.field, examples: [example], says: 'by how much the values grow' },
  });
  return node.kind === 'plain' ? node.number?.decimal : undefined;
}

function pointValues(walk: Walk): Decimal[] | undefined {
  const { span, form, place, ends } = walk;
  const count = Number(span.points?.count.number.text);
  if (!Number.isInteger(count) || count < 2) {
    const at = span.points?.count.origin ?? span.origin;
    place.checker.report(brokenRange(at, 'a range has at least two points', 'a whole number from 2', ['5']));
    return undefined;
  }
  if (count > most) return tooMany(walk, `${count}`);
  const log = span.points?.log === true;
  const { from, to } = ends;
  if (log && (compare(from.decimal, whole(0)) <= 0 || compare(to.decimal, whole(0)) <= 0)) {
    place.checker.report(
      brokenRange(span.origin, 'log points need two ends above zero', 'equal factors never reach zero', [
        `in ${count} points`,
      ]),
    );
    return undefined;
  }
  const last = count - 1;
  const length = subtract(to.decimal, from.decimal);
  const point = (n: number): Decimal =>
    n === 0
      ? from.decimal
      : n === last
        ? to.decimal
        : log
          ? logPoint(from.decimal, to.decimal, n, last)
          : add(from.decimal, divide(times(length, whole(n)), whole(last)));
  const values = Array.from({ length: count }, (_, n) => point(n));
  if (form.integer !== true) return values;
  return log ? distinct(values.map(rounded)) : wholeValues(values, walk);
}

const distinct = (values: readonly Decimal[]): Decimal[] =>
  values.filter((value, n) => n === 0 || compare(value, values[n - 1]) !== 0);

function wholeValues(values: Decimal[], { span, place }: Walk): Decimal[] | undefined {
  const broken = values.find((value) => !isWhole(value));
  if (!broken) return values;
  place.checker.report(
    notWhole(span.origin, place.name, decimalText(broken, 6), [
      `${quantityWording(span.from)} to ${quantityWording(span.to)}`,
    ]),
  );
  return undefined;
}

function tooMany({ span, place }: Walk, count: string): undefined {
  place.checker.report(
    brokenRange(span.origin, `this range has ${count} values`, `at most ${most}`, [
      `${quantityWording(span.from)} to ${quantityWording(span.to)} in 11 points`,
    ]),
  );
  return undefined;
}

const figures = (decimal: Decimal, { ends }: Walk): string => {
  const unit = ends.to.unit ?? ends.from.unit;
  return `${inUnit(decimal, { ...ends.to, unit }, 6)}${unit ? ` ${unit.symbol}` : ''}`;
};

function gives(values: readonly Decimal[], walk: Walk): string {
  const unit = walk.ends.to.unit ?? walk.ends.from.unit;
  const texts = values.map((value) => inUnit(value, { ...walk.ends.to, unit }, 6));
  const shown = texts.length > 8 ? [...texts.slice(0, 3), '...', texts[texts.length - 1]] : texts;
  return `${shown.join(', ')}${unit ? ` ${unit.symbol}` : ''}`;
}

/** A step that fits, an end that fits, a number of points. */
function reachable(step: Decimal, values: readonly Decimal[], walk: Walk): string[] {
  const { span, ends, form } = walk;
  const basis = ends.to.basis === undefined ? '' : ` of ${ends.to.basis}`;
  const from = quantityWording({ ...span.from, of: undefined });
  const to = quantityWording({ ...span.to, of: undefined });
  const length = subtract(ends.to.decimal, ends.from.decimal);
  const wanted = Math.max(1, Math.round(toNumber(length) / toNumber(step)));
  const fixes: string[] = [];
  const pieces = [wanted, wanted + 1, wanted - 1].find(
    (n) => n > 0 && isShort(divide(length, whole(n)), walk),
  );
  if (pieces !== undefined)
    fixes.push(`${from} to ${to}${basis} step ${figures(divide(length, whole(pieces)), walk)}`);
  if (values.length > 1)
    fixes.push(`${from} to ${figures(values[values.length - 1], walk)}${basis} step ${figures(step, walk)}`);
  if (pieces === undefined && values.length > 0) {
    const beyond = add(values[values.length - 1], step);
    fixes.push(`${from} to ${figures(beyond, walk)}${basis} step ${figures(step, walk)}`);
  }
  const points = pieces ?? wanted;
  if (points > 0 && (form.integer !== true || pieces !== undefined))
    fixes.push(`${from} to ${to}${basis} in ${points + 1} points`);
  return fixes;
}

/** A step that is written with few figures, and whole where it must be. */
function isShort(step: Decimal, { ends, form }: Walk): boolean {
  if (form.integer === true) return isWhole(step);
  return inUnit(step, ends.to).replaceAll(/[^0-9]/g, '').length <= 4;
}
