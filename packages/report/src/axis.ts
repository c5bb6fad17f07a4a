import type { PlanAxis, PlanExperiment } from '@kirchhoff/plan';

/** A column's header: the axis's name, with its SI unit where it has one. Percentages are written as fractions. */
export function columnOf(axis: PlanAxis): string {
  const { si } = axis.unit;
  return si === '' ? axis.name : `${axis.name} [${si}]`;
}

/** The columns of all experiments' axes, in order of first appearance. */
export function axisColumns(experiments: readonly PlanExperiment[]): string[] {
  return [...new Set(experiments.flatMap((experiment) => experiment.axes.map(columnOf)))];
}

/** What a point sets, by column. */
export function cellsOf(experiment: PlanExperiment, point: number): Record<string, string | number> {
  const { coordinates } = experiment.points[point]!;
  return Object.fromEntries(
    experiment.axes.map((axis, index) => {
      const { number, label } = axis.values[coordinates[index]!]!;
      return [columnOf(axis), number ?? label];
    }),
  );
}

/** `sigma [% of target]`: an axis's title in plots and tables. */
export const titleOf = (axis: PlanAxis): string =>
  axis.unit.label === '' ? axis.name : `${axis.name} [${axis.unit.label}]`;

/** The number shown on an axis: SI times the unit's scale, without binary dust. */
export const shown = (axis: PlanAxis, number: number): number =>
  Number((number * axis.unit.scale).toPrecision(12));

/** True when every value of the axis is a number. */
export const isNumeric = (axis: PlanAxis): boolean => axis.values.every((value) => value.number !== null);

/** More values than that make ticks too narrow. */
const mostTicks = 12;

/**
 * The ticks of a linear axis of whole numbers without a unit, part of a Vega-Lite encoding: where the study has values, as there is
 * nothing between 5 and 6 bits; whole numbers where there are many. Nothing for other axes.
 */
export function wholeTicks(axis: PlanAxis): { readonly axis?: Readonly<Record<string, unknown>> } {
  const values = axis.values.map(({ number }) => (number === null ? NaN : shown(axis, number)));
  if (axis.unit.label !== '' || !values.every(Number.isInteger)) return {};
  return values.length > mostTicks
    ? { axis: { tickMinStep: 1 } }
    : { axis: { values, format: 'd', labelFlush: false } };
}
