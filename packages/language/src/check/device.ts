import { type Count, type Device, outsideValid, type Quantity } from '@kirchhoff/model';
import { contradiction, outsideRange } from '../messages/values.js';
import { missingField } from '../messages/names.js';
import { applyRules } from './apply-rules.js';
import { gapOf, reportGap } from './coverage.js';
import { compare, decimalText, divide, isZero, toNumber, whole, type Decimal } from './decimal.js';
import { ratioOf } from './exclusion.js';
import { deviceRules } from './device-rules.js';
import { named, type Finishing } from './finish.js';
import { idleDeviceChoices, warnOfIdle } from './idle.js';
import { originAt } from './origin-at.js';
import type { CallNode, Measured, Node, PlainNode, StructNode } from './node.js';
import { valueOf } from './node.js';
import { inUnit } from './range.js';

/** A device: states as conductances, the ratio from whichever was written, contradictions reported. */
export function finishDevice(struct: StructNode, finishing: Finishing): Device | undefined {
  const { checker, plain } = finishing;
  const { on, off, ratio } = statesOf(struct);
  const fine = [
    !on || !off || offBelowOn(struct, on, off, finishing),
    driftScale(struct, finishing),
    lognormalRatio(struct, finishing),
  ].every((done) => done);
  if (!struct.values.has('on_off_ratio') && !struct.values.has('off_state')) {
    if (!finishing.broken) {
      checker.report(
        missingField(struct.origin, {
          owner: struct.title,
          field: 'on_off_ratio',
          text: 'off_state or on_off_ratio: how well a cell conducts in its high-resistance state',
          example: 'on_off_ratio = 20   or   off_state = 5 uS',
        }),
      );
    }
    return undefined;
  }
  if (finishing.broken || !fine || !on || !ratio) return undefined;
  const rest = Object.fromEntries(Object.entries(plain).filter(([key]) => key !== 'offState'));
  const { lowest, highest, ...times } = (plain.valid ?? {}) as Readonly<Record<string, Quantity>>;
  const valid = plain.valid ? { valid: { from: lowest, to: highest, ...times } } : {};
  const device = {
    ...named(finishing),
    ...rest,
    ...valid,
    onState: conductance(on),
    onOffRatio: ratio,
  } as Device;
  const whole =
    applyRules(deviceRules, device, struct, checker) &&
    isValid(struct, device, finishing) &&
    isCovered(struct, device, finishing);
  if (whole) warnOfIdle(idleDeviceChoices, device, struct, checker);
  return whole ? device : undefined;
}

interface States {
  readonly on?: PlainNode;
  readonly off?: PlainNode;
  readonly ratio?: Count;
}

const plainNode = (node: Node | undefined): PlainNode | undefined =>
  node?.kind === 'plain' ? node : undefined;

function statesOf({ values }: StructNode): States {
  const on = plainNode(values.get('on_state'));
  const off = plainNode(values.get('off_state'));
  const written = plainNode(values.get('on_off_ratio'))?.value as Count | undefined;
  const computed = on?.number && off?.number ? ratioQuantity(on.number, off.number) : undefined;
  return { on, off, ratio: written ?? computed };
}

/** The ratio of two states; an off state that does not conduct makes it infinite. */
export function ratioQuantity(on: Measured, off: Measured): Count {
  const dark = off.dimension === 'conductance' && isZero(off.decimal);
  if (dark) return { dimension: 'number', value: Infinity, text: 'infinite' };
  const ratio = ratioOf(on, off);
  return { dimension: 'number', value: toNumber(ratio), text: decimalText(ratio, 6) };
}

/** A state as a conductance; the words stay as written. */
export function conductance(node: PlainNode): Quantity<'conductance'> {
  const { number, written } = node;
  return { dimension: 'conductance', value: number ? toNumber(siemens(number)) : NaN, text: written };
}

const siemens = ({ dimension, decimal }: Measured): Decimal =>
  dimension === 'resistance' ? divide(whole(1), decimal) : decimal;

function offBelowOn(struct: StructNode, on: PlainNode, off: PlainNode, { checker }: Finishing): boolean {
  if (!on.number || !off.number) return true;
  const zero = isZero(off.number.decimal);
  if (zero && off.number.dimension === 'conductance') return true;
  if (!zero && compare(ratioOf(on.number, off.number), whole(1)) > 0) return true;
  checker.report(
    contradiction(off.origin, {
      title: `the off state of ${struct.title} conducts ${zero || compare(ratioOf(on.number, off.number), whole(1)) < 0 ? 'better than' : 'as well as'} its on state`,
      label: `${off.written}, but the on state is ${on.written}`,
      why: 'with an on/off ratio of 1 or less nothing can be stored',
      related: on.origin.uri === off.origin.uri ? [{ origin: on.origin, label: 'the on state' }] : [],
      fixes: ['exchange the two states, or correct one of them'],
    }),
  );
  return false;
}

function isValid(struct: StructNode, device: Device, { checker }: Finishing): boolean {
  const outside = outsideValid(device);
  if (!outside) return true;
  const at = originAt(struct, outside.field) ?? originAt(struct, 'on_off_ratio') ?? struct.origin;
  const is = outside.field === 'off_state' ? `is ${offText(struct, device)}` : outside.is;
  checker.report(outsideRange(at, struct.title, { ...outside, is }));
  return false;
}

function isCovered(struct: StructNode, device: Device, { checker }: Finishing): boolean {
  const gap = gapOf(device);
  if (gap) reportGap(originAt(struct, gap.law) ?? struct.origin, gap, checker);
  return !gap;
}

function offText({ values }: StructNode, device: Device): string {
  const off = plainNode(values.get('off_state'));
  if (off) return off.written;
  const on = plainNode(values.get('on_state'))?.number;
  const ratio = plainNode(values.get('on_off_ratio'))?.number;
  if (!on || !ratio) return `${device.onState.value / device.onOffRatio.value} S`;
  const microsiemens = { ...on, unit: undefined };
  return `${inUnit(divide(siemens(on), { mantissa: ratio.decimal.mantissa, exponent: ratio.decimal.exponent - 6 }), microsiemens, 4)} uS`;
}

const isCall = (node: Node | undefined, name: string): node is CallNode =>
  node?.kind === 'call' && node.name === name;

function driftScale({ values }: StructNode, { checker }: Finishing): boolean {
  const drift = values.get('drift');
  if (drift?.kind !== 'struct' || drift.values.has('scale')) return true;
  const node = [drift.values.get('nu'), drift.values.get('nu_sigma')].find((exponent) =>
    isCall(exponent, 'clamped_log'),
  );
  if (!node || node.kind !== 'call') return true;
  checker.report(
    missingField(node.origin, {
      owner: 'drift',
      field: 'scale',
      text: 'clamped_log is written in ln(G / scale)',
      example: 'scale = 25 uS',
    }),
  );
  return false;
}

function lognormalRatio({ values }: StructNode, { checker }: Finishing): boolean {
  const ratio = plainNode(values.get('on_off_ratio'));
  const law = values.get('programming_variation');
  if (!isCall(law, 'lognormal') || !(law.values.has('sigma_on') || law.values.has('sigma_off'))) return true;
  const both = law.values.has('sigma_on') && law.values.has('sigma_off');
  const infinite = ratio !== undefined && (valueOf(ratio) as Count | undefined)?.value === Infinity;
  if (both && !infinite && !law.values.has('sigma')) return true;
  const title = infinite
    ? 'sigma_on and sigma_off need a finite on/off ratio'
    : both
      ? 'lognormal takes either sigma, or sigma_on and sigma_off'
      : 'lognormal needs sigma_on and sigma_off together';
  checker.report(
    contradiction(law.origin, {
      title,
      label: law.written,
      why: 'the spread of ln R is linear in R between the two states',
      fixes: ['lognormal(sigma = 0.10)', 'lognormal(sigma_on = 0.05, sigma_off = 0.5)'],
    }),
  );
  return false;
}
