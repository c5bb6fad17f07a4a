import { saidTwice } from '../messages/values.js';
import type { Fields } from '../vocabulary/specification.js';
import type { Checker } from './checker.js';
import { decimalText, divide, isZero, whole, type Decimal } from './decimal.js';
import type { Entry } from './gather.js';
import type { Measured, Node } from './node.js';
import { inUnit } from './range.js';

/** Reports fields of one block that say the same thing (K310); true when there are any. */
export function exclusions(
  entries: ReadonlyMap<string, Entry>,
  values: ReadonlyMap<string, Node>,
  fields: Fields,
  checker: Checker,
): boolean {
  let found = false;
  for (const [name, entry] of entries) {
    for (const other of fields[name].excludes ?? []) {
      const second = entries.get(other);
      if (!second || originOf(second).start < originOf(entry).start) continue;
      found = true;
      const [first, label] = labels(name, values);
      const on = entries.get('on_state');
      const base = on && originOf(on);
      checker.report(
        saidTwice(originOf(second), {
          first: name,
          second: other,
          label,
          ...(name in sayings && base?.uri === originOf(second).uri ? { base } : {}),
          other: { origin: originOf(entry), label: first },
          ...(name in sayings ? {} : { what: 'exclude each other' }),
        }),
      );
    }
  }
  return found;
}

const sayings = { on_off_ratio: true, off_state: true };

const originOf = (entry: Entry) =>
  entry.kind === 'field' ? entry.field.origin : entry.elements[0].element.word.origin;

const measuredOf = (node: Node | undefined): Measured | undefined =>
  node?.kind === 'plain' ? node.number : undefined;

/** `makes the off state 5 uS`, `says 4 uS, a ratio of 25`. */
function labels(first: string, values: ReadonlyMap<string, Node>): readonly [string, string] {
  const on = measuredOf(values.get('on_state'));
  const off = measuredOf(values.get('off_state'));
  const ratio = measuredOf(values.get('on_off_ratio'));
  if (!on || !off || !ratio || isZero(ratio.decimal)) return ['one of the two', 'the other'];
  const implied =
    on.dimension === 'conductance' ? divide(on.decimal, ratio.decimal) : multiply(on.decimal, ratio.decimal);
  const offText = values.get('off_state');
  const says = offText?.kind === 'plain' ? offText.written : '';
  const ratioText = decimalText(ratioOf(on, off), 4);
  const fromRatio = `makes the off state ${inUnit(implied, on, 4)} ${on.unit?.symbol ?? ''}`;
  return first === 'on_off_ratio'
    ? [fromRatio, `says ${says}, a ratio of ${ratioText}`]
    : [`says ${says}, a ratio of ${ratioText}`, fromRatio];
}

const multiply = (a: Decimal, b: Decimal): Decimal => ({
  mantissa: a.mantissa * b.mantissa,
  exponent: a.exponent + b.exponent,
});

/** G_on / G_off of two states, each a conductance or a resistance; the off state is above zero. */
export function ratioOf(on: Measured, off: Measured): Decimal {
  if (isZero(off.decimal)) return whole(0);
  if (on.dimension === 'conductance') {
    return off.dimension === 'conductance'
      ? divide(on.decimal, off.decimal)
      : multiply(on.decimal, off.decimal);
  }
  return off.dimension === 'resistance'
    ? divide(off.decimal, on.decimal)
    : divide(whole(1), multiply(on.decimal, off.decimal));
}
