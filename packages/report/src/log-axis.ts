import type { PlanAxis } from '@kirchhoff/plan';
import { shown, titleOf } from './axis.js';

/** More values than that make ticks too narrow. */
const mostTicks = 12;

/** The ticks of an axis and its title, parts of a Vega-Lite encoding. */
export interface LogAxis {
  readonly title: string;
  readonly axis?: Readonly<Record<string, unknown>>;
}

const withUnit = ({ unit }: PlanAxis, number: string): string =>
  unit.label === '' ? number : `${number} ${unit.label}`;

/**
 * A logarithmic axis has its ticks where the study has values; where they are written in several units (`20 s`, `1 day`), as they
 * are written, and the title then names no unit.
 */
export function logAxis(axis: PlanAxis): LogAxis {
  if (axis.values.length > mostTicks) return { title: titleOf(axis) };
  const values = axis.values.map(({ number }) => shown(axis, number!));
  const numbers = values.map((value) => String(Number(value.toPrecision(4))));
  const oneUnit = axis.values.every(
    ({ label }, at) => label === numbers[at] || label === withUnit(axis, numbers[at]!) || axis.unit.si === '',
  );
  const texts = oneUnit ? numbers : axis.values.map(({ label }) => label);
  return {
    title: oneUnit ? titleOf(axis) : axis.name,
    axis: {
      values,
      labelExpr: `${JSON.stringify(texts)}[indexof(${JSON.stringify(values)}, datum.value)]`,
      labelOverlap: 'greedy',
      labelFlush: false,
    },
  };
}
