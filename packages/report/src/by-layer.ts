import type { PlanExperiment, PlanReport, Results, TrialResult } from '@kirchhoff/plan';

type Item = PlanReport['items'][number];

const axesUsed = (item: Item): readonly string[] => {
  if (item.kind === 'table') return [...item.rows, ...item.columns];
  return item.kind === 'plot' ? [item.x, ...item.series, ...item.panels] : [...item.series, ...item.panels];
};

/** `fc1` of `fc1.clipped_share`; undefined of a metric of the whole network. */
const layerOf = (key: string): string | undefined =>
  key.includes('.') ? key.slice(0, key.lastIndexOf('.')) : undefined;

const layersIn = (trials: readonly TrialResult[]): string[] => {
  const keys = trials.flatMap(({ metrics = {} }) => Object.keys(metrics));
  return [...new Set(keys.map(layerOf))].filter((layer) => layer !== undefined);
};

function onlyOf(layer: string, trial: TrialResult, point: number): TrialResult {
  const own = Object.entries(trial.metrics ?? {}).filter(([key]) => layerOf(key) === layer);
  return { ...trial, point, metrics: Object.fromEntries(own) };
}

/**
 * Where an item shows `layer`, and no axis bears that name: the experiment with its layers as one more axis, and its trials once per
 * layer with that layer's metrics alone. Otherwise both as they are.
 */
export function byLayer(
  item: Item,
  experiment: PlanExperiment,
  results: Results,
): { readonly experiment: PlanExperiment; readonly results: Results } {
  const own = results.trials.filter((trial) => trial.experiment === experiment.name);
  const layers = layersIn(own);
  const taken = experiment.axes.some(({ name }) => name === 'layer');
  if (taken || layers.length === 0 || !axesUsed(item).includes('layer')) return { experiment, results };
  const values = layers.map((label) => ({ label, number: null }));
  return {
    experiment: {
      ...experiment,
      axes: [...experiment.axes, { name: 'layer', unit: { label: '', scale: 1, si: '' }, values }],
      points: experiment.points.flatMap((point) =>
        layers.map((_, index) => ({ ...point, coordinates: [...point.coordinates, index] })),
      ),
    },
    results: {
      ...results,
      trials: own.flatMap((trial) =>
        layers.map((layer, index) => onlyOf(layer, trial, trial.point * layers.length + index)),
      ),
    },
  };
}
