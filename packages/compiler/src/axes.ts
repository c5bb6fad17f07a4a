import type { AxisValue, Experiment, SweepAxis } from '@kirchhoff/model';
import type { AnalogNode, PlanAxis } from '@kirchhoff/plan';

/** An axis as the plan records it; a number that is infinite is a word. */
export const planAxis = ({ name, unit, values }: SweepAxis): PlanAxis => ({
  name,
  unit: planUnit(unit),
  values: values.map(({ label, number }) => ({
    label,
    number: number !== undefined && Number.isFinite(number) ? number : null,
  })),
});

export const planUnit = ({ label, scale, si }: SweepAxis['unit']): PlanAxis['unit'] => ({
  label,
  scale,
  si: si ?? '',
});

/** True where some axis walks through the layers of the network. */
export const walksLayers = (experiment: Experiment): boolean =>
  experiment.sweeps.some(({ axes }) => axes.some(({ values }) => values.some(isEachLayer)));

const isEachLayer = ({ value }: AxisValue): boolean => value === 'each_layer';

/** The experiment with `each_layer`, on an axis over `vary` or `analog`, as one value per layer. */
export function withLayers(experiment: Experiment, layers: readonly AnalogNode[]): Experiment {
  const each = layers.map(({ name }): AxisValue => ({ value: name, label: name }));
  const expand = (axis: SweepAxis): SweepAxis => ({
    ...axis,
    values: axis.values.flatMap((value) => (isEachLayer(value) ? each : [value])),
  });
  const sweeps = experiment.sweeps.map((sweep) => ({ ...sweep, axes: sweep.axes.map(expand) }));
  return { ...experiment, sweeps };
}
