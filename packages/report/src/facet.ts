import type { PlanAxis, PlanExperiment } from '@kirchhoff/plan';
import { panelSize } from './theme.js';

/** The axis of that name. */
export const axisNamed = (experiment: PlanExperiment, name: string): PlanAxis | undefined =>
  experiment.axes.find((axis) => axis.name === name);

/** Labels of an axis (or of several, crossed) in the order they were written, so that legends and panels keep it. */
export function orderedLabels(experiment: PlanExperiment, names: readonly string[]): string[] {
  return names
    .map((name) => axisNamed(experiment, name)?.values.map((value) => value.label) ?? [''])
    .reduce<string[]>((left, right) => left.flatMap((a) => right.map((b) => join([a, b]))), ['']);
}

/** Several labels as one: `differential_pair, 64 x 64`. */
export const join = (labels: readonly string[]): string => labels.filter((label) => label !== '').join(', ');

/** Wraps a layered or single view into small multiples: one or two panel axes become columns and rows. */
export function facet(
  view: Readonly<Record<string, unknown>>,
  experiment: PlanExperiment,
  panels: readonly string[],
): Record<string, unknown> {
  if (panels.length === 0) return { ...view, ...panelSize.single };
  const definition = (field: string, names: readonly string[]): Record<string, unknown> => ({
    field,
    type: 'nominal',
    title: names.join(', '),
    sort: orderedLabels(experiment, names),
  });
  const spec = { ...view, ...panelSize.small };
  if (panels.length === 1) return { facet: definition('column', panels), columns: 3, spec };
  return {
    facet: { column: definition('column', panels.slice(0, 1)), row: definition('row', panels.slice(1)) },
    spec,
  };
}
