import type { Basis, Dimension, Quantity as ModelQuantity } from '@kirchhoff/model';
import {
  bareSpread,
  listed,
  missingBasis,
  missingUnit,
  unknownUnit,
  unreadableNumber,
  wrongBasis,
  wrongDimension,
} from '../messages/quantities.js';
import type { Name, Quantity } from '../syntax/ast.js';
import type { QuantityForm } from '../vocabulary/specification.js';
import { dimensionNames, likelyUnit, unitOf } from '../vocabulary/units.js';
import { whyOf, type Place } from './checker.js';
import { compare, decimalOf, decimalText, isZero, scaled, toNumber, whole, type Decimal } from './decimal.js';
import { withinLimits } from './limits.js';
import { poison, type Measured, type Node } from './node.js';
import { quantityWording } from './wording.js';

/** What the other end of a range or the list around says for a number that says less. */
export interface Lent {
  readonly unit?: Name;
  readonly of?: Name;
}

/** A quantity as the field takes it, or poison after one report. */
export function readQuantity(quantity: Quantity, form: QuantityForm, place: Place, lent: Lent = {}): Node {
  const measured = measure(quantity, form, place, lent);
  if (!measured) return poison;
  const written = quantityWording(completed(quantity, measured, lent));
  if (!withinLimits({ measured, origin: quantity.origin, written }, form, place)) return poison;
  return quantityNode(measured, written, quantity);
}

/** The node of a measured number. */
export function quantityNode(
  measured: Measured,
  written: string,
  { origin }: Pick<Quantity, 'origin'>,
): Node {
  const value: ModelQuantity = {
    dimension: measured.dimension,
    value: toNumber(measured.decimal),
    ...(measured.basis === undefined ? {} : { basis: measured.basis }),
    text: written,
  };
  return { kind: 'plain', value, origin, written, number: measured };
}

function completed(quantity: Quantity, measured: Measured, lent: Lent): Quantity {
  const unit = quantity.unit ?? (measured.unit ? lent.unit : undefined);
  const of = quantity.of ?? (measured.basis === undefined ? undefined : lent.of);
  return { ...quantity, ...(unit && { unit }), ...(of && { of }) };
}

function measure(quantity: Quantity, form: QuantityForm, place: Place, lent: Lent): Measured | undefined {
  const { report } = place.checker;
  const decimal = decimalOf(quantity.number.text);
  if (!decimal) {
    report(unreadableNumber(quantity.number.origin, quantity.number.text));
    return undefined;
  }
  const bare = quantity.unit === undefined;
  const name = quantity.unit ?? (bare && isZero(decimal) ? lent.unit : undefined);
  if (name === undefined) return plainNumber(decimal, quantity, form, place);
  const unit = unitOf(name.text);
  if (!unit) {
    report(unknownUnit(name.origin, unitParts(name.text, quantity, place)));
    return undefined;
  }
  if (!form.dimensions.includes(unit.dimension)) {
    report(wrongDimension(quantity.origin, dimensionParts(quantity, unit.dimension, form, place)));
    return undefined;
  }
  const value = scaled(decimal, unit.factor, unit.exponent);
  return basisOf({ dimension: unit.dimension, decimal: value, unit }, quantity, { form, place, lent });
}

function unitParts(unit: string, quantity: Quantity, place: Place) {
  const likely = likelyUnit(unit);
  const greek = likely?.endsWith('ohm') === true ? likely.replace('ohm', 'Ω') : undefined;
  return {
    unit,
    number: quantity.number.text,
    likely,
    other: greek,
    whole: { ...quantity.number.origin, end: quantity.unit?.origin.end ?? quantity.origin.end },
    examples: place.field.examples,
  };
}

const homes: Readonly<Partial<Record<Dimension, string>>> = {
  voltage: 'a read voltage belongs to the chip:  inputs { read_voltage = VALUE }',
  time: 'the time after programming belongs to a device:  drift { time = VALUE, … }',
  lsb: 'errors in LSB belong to the adc:  noise = VALUE',
};

function dimensionParts(quantity: Quantity, found: Dimension, form: QuantityForm, place: Place) {
  const written = quantityWording(quantity);
  const home = homes[found]?.replace('VALUE', quantityWording({ ...quantity, of: undefined }));
  return {
    field: place.name,
    needs: needsOf(form),
    written,
    is: dimensionNames[found],
    why: whyOf(place.name, place.field),
    examples: place.field.examples,
    header: place.header,
    ...(home === undefined ? {} : { see: home }),
  };
}

/** `a resistance or a conductance`, `a whole number`. */
export function needsOf(form: QuantityForm): string {
  if (form.integer === true && form.dimensions.length === 1 && form.dimensions[0] === 'number')
    return 'a whole number';
  return listed(form.dimensions.map((dimension) => dimensionNames[dimension]));
}

/** A number without a unit: right for counts and ratios, and for zero. */
function plainNumber(
  decimal: Decimal,
  quantity: Quantity,
  form: QuantityForm,
  place: Place,
): Measured | undefined {
  const { dimensions, bases } = form;
  const { report } = place.checker;
  if (dimensions.includes('number')) {
    return basisOf({ dimension: 'number', decimal }, quantity, { form, place, lent: {} });
  }
  if (isZero(decimal) && quantity.of === undefined) {
    const dimension = dimensions.includes('conductance') ? 'conductance' : dimensions[0];
    return { dimension, decimal, ...(dimension === 'fraction' && bases ? { basis: bases[0] } : {}) };
  }
  const written = quantity.number.text;
  const small = compare(decimal, whole(1)) < 0;
  const percent = `${small ? decimalText(scaled(decimal, 1n, 2)) : written} %`;
  if (bases && quantity.of === undefined) {
    const absolute = place.field.examples.find((example) => !example.includes('%'));
    report(bareSpread(quantity.origin, { field: place.name, written, percent, bases, absolute }));
    return undefined;
  }
  const fixes = dimensions.includes('fraction')
    ? [
        {
          text: `${percent}${quantity.of === undefined ? '' : ` of ${quantity.of.text}`}`,
          origin: quantity.origin,
        },
      ]
    : exampleUnits(place, written);
  report(
    missingUnit(quantity.origin, {
      field: place.name,
      number: written,
      needs: needsOf(form),
      why: whyOf(place.name, place.field),
      fixes,
    }),
  );
  return undefined;
}

/** The number written, with the units of the field's examples. */
function exampleUnits(place: Place, number: string): string[] {
  const units = place.field.examples
    .map((example) => example.split(' ')[1])
    .filter((unit) => unit !== undefined && unitOf(unit));
  return units.length === 0
    ? [...place.field.examples]
    : [units.map((unit) => `${number} ${unit}`).join('  or  ')];
}

interface Basing {
  readonly form: QuantityForm;
  readonly place: Place;
  readonly lent: Lent;
}

function basisOf(
  measured: Measured,
  quantity: Quantity,
  { form, place, lent }: Basing,
): Measured | undefined {
  const { report } = place.checker;
  const without = quantityWording({ ...quantity, of: undefined });
  const wants = measured.dimension === 'fraction' ? (form.bases ?? []) : [];
  const of = quantity.of ?? (wants.length > 0 ? lent.of : undefined);
  if (of === undefined) {
    if (wants.length === 0) return measured;
    if (isZero(measured.decimal)) return { ...measured, basis: wants[0] };
    const absolute = place.field.examples.find((example) => !example.includes('%'));
    report(missingBasis(quantity.origin, without, wants, absolute));
    return undefined;
  }
  if (wants.includes(of.text as Basis)) return { ...measured, basis: of.text as Basis };
  const texts = wants.length === 0 ? [without] : wants.map((basis) => `${without} of ${basis}`);
  const fixes = texts.map((text) => ({ text, origin: quantity.origin }));
  report(wrongBasis(of.origin, { field: place.name, basis: of.text, fixes, allowed: wants }));
  return undefined;
}
