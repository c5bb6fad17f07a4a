import type { Dimension } from '@kirchhoff/model';
import { implausible, notWhole, outOfLimits } from '../messages/quantities.js';
import type { Plausible, QuantityForm } from '../vocabulary/specification.js';
import { dimensionNames, siUnits, unitOf } from '../vocabulary/units.js';
import { whyOf, type Place } from './checker.js';
import {
  compare,
  decimalOf,
  decimalText,
  isWhole,
  scaled,
  toNumber,
  whole,
  type Decimal,
} from './decimal.js';
import type { Measured } from './node.js';
import type { Origin } from '@kirchhoff/model';

/** A quantity as its number, its place and its words. */
export interface Reading {
  readonly measured: Measured;
  readonly origin: Origin;
  readonly written: string;
}

/** Reports a number without meaning (K306, K307) and returns false, or questions an unusual one (K305). */
export function withinLimits(reading: Reading, form: QuantityForm, place: Place): boolean {
  const { measured, origin, written } = reading;
  if (form.integer === true && !isWhole(measured.decimal)) {
    place.checker.report(notWhole(origin, place.name, written, neighbours(measured)));
    return false;
  }
  const limit = brokenLimit(measured, form);
  if (limit !== undefined) {
    const { name, field } = place;
    const why = field.because ?? whyOf(name, field);
    place.checker.report(outOfLimits(origin, { field: name, limit, written, why, examples: field.examples }));
    return false;
  }
  if (form.plausible) question(reading, form.plausible, place);
  return true;
}

function neighbours({ decimal, dimension }: Measured): string[] {
  const low = Math.floor(toNumber(decimal));
  if (!Number.isSafeInteger(low)) return [];
  const unit = siUnits[dimension];
  return [low, low + 1].map((value) => (unit === '' ? `${value}` : `${value} ${unit}`));
}

function brokenLimit({ decimal, dimension }: Measured, form: QuantityForm): string | undefined {
  const against = (limit: number | undefined): number =>
    limit === undefined ? NaN : compare(decimal, decimalOf(String(limit)) ?? whole(0));
  const text = (limit: number): string => limitText(limit, dimension);
  const { minimum, above, maximum, below } = form;
  if (against(minimum) < 0 || against(maximum) > 0) {
    if (minimum === undefined) return `at most ${text(maximum ?? 0)}`;
    if (maximum === undefined) return `at least ${text(minimum)}`;
    return `between ${text(minimum)} and ${text(maximum)}`;
  }
  if (against(above) <= 0) return `above ${text(above ?? 0)}`;
  if (against(below) >= 0) return `below ${text(below ?? 0)}`;
  return undefined;
}

function limitText(limit: number, dimension: Dimension): string {
  if (dimension === 'fraction')
    return `${decimalText(scaled(decimalOf(String(limit)) ?? whole(0), 1n, 2))} %`;
  const unit = siUnits[dimension];
  return limit === 0 || unit === '' ? `${limit}` : `${limit} ${unit}`;
}

/** The number of a quantity written in the vocabulary: `1 nS`, `9`. */
export function constant(text: string): Decimal {
  const [number, symbol] = text.split(' ');
  const unit = symbol === undefined ? undefined : unitOf(symbol);
  return scaled(decimalOf(number) ?? whole(0), unit?.factor ?? 1n, unit?.exponent ?? 0);
}

function question({ measured, origin, written }: Reading, plausible: Plausible, place: Place): void {
  const between = plausible.between[measured.dimension];
  if (!between) return;
  const [low, high] = between.map(constant);
  const size =
    compare(measured.decimal, low) < 0 ? 'low' : compare(measured.decimal, high) > 0 ? 'high' : undefined;
  if (!size) return;
  const noun =
    measured.dimension === 'number' || measured.dimension === 'lsb'
      ? 'number'
      : dimensionNames[measured.dimension].replace(/^an? /, '');
  const other = otherPrefix(measured, low, high);
  const fix = other === undefined ? undefined : `${written.split(' ')[0]} ${other}`;
  place.checker.report(
    implausible(origin, {
      written,
      size,
      noun,
      of: plausible.of,
      usually: plausible.usually,
      plain: plainText(measured),
      between,
      ...(fix === undefined ? {} : { fix, why: 'm means milli, M means mega' }),
    }),
  );
}

/** The number in its SI unit: `0.01 ohm`. */
export function plainText({ decimal, dimension, basis }: Measured): string {
  const percent = dimension === 'fraction';
  const figures = decimalText(percent ? scaled(decimal, 1n, 2) : decimal);
  const unit = percent ? '%' : siUnits[dimension];
  return `${figures}${unit === '' ? '' : ` ${unit}`}${basis === undefined ? '' : ` of ${basis}`}`;
}

/** `Mohm` for `mohm`, where that makes the number a usual one. */
function otherPrefix({ unit, decimal }: Measured, low: Decimal, high: Decimal): string | undefined {
  const first = unit?.symbol[0];
  if (!unit || unit.symbol.length < 2 || (first !== 'm' && first !== 'M')) return undefined;
  const symbol = `${first === 'm' ? 'M' : 'm'}${unit.symbol.slice(1)}`;
  const other = unitOf(symbol);
  if (!other) return undefined;
  const value = scaled(decimal, 1n, other.exponent - unit.exponent);
  return compare(value, low) >= 0 && compare(value, high) <= 0 ? symbol : undefined;
}
