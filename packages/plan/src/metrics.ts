import type { PlanExperiment } from './experiment.js';
import type { Plan } from './plan.js';

/** A metric that some trials record beside the columns of all trials (model.md section 6). */
export interface AddedMetric {
  readonly name: 'top5_accuracy' | 'signal_to_error' | 'clipped_share';
  /** The layer it is measured at; null for the whole network. */
  readonly layer: string | null;
  /** Under which a trial holds it: `top5_accuracy`, `fc1.signal_to_error`. */
  readonly key: string;
  /** Its column of `trials.csv`: the key, with the unit. */
  readonly column: string;
}

const perLayer = ['signal_to_error', 'clipped_share'] as const;

const ofLayer = (name: (typeof perLayer)[number], layer: string): AddedMetric => {
  const key = `${layer}.${name}`;
  return { name, layer, key, column: name === 'signal_to_error' ? `${key} [dB]` : key };
};

const topFive: AddedMetric = {
  name: 'top5_accuracy',
  layer: null,
  key: 'top5_accuracy',
  column: 'top5_accuracy',
};

/** Top-5 accuracy says something from this number of classes on. */
const manyClasses = 11;

/**
 * What the trials of a point record beside accuracy, losses, cross-entropy and agreement: what the experiment's `metrics` names, each
 * analog layer in network order; without `metrics` the top-5 accuracy of networks with more than 10 classes.
 */
export function addedMetrics(plan: Plan, experiment: PlanExperiment, point: number): AddedMetric[] {
  const { network, mapping } = experiment.points[point]!;
  const asked = experiment.metrics;
  const classes = plan.networks[network]?.nodes.at(-1)?.shape.at(-1) ?? 0;
  const isTopFive = asked === null ? classes >= manyClasses : asked.includes('top5_accuracy');
  const layers = plan.mappings[mapping]?.layers ?? [];
  return [
    ...(isTopFive ? [topFive] : []),
    ...layers.flatMap(({ node }) =>
      perLayer.filter((name) => asked?.includes(name)).map((name) => ofLayer(name, node)),
    ),
  ];
}

/** The added metrics of a whole plan by column, in order of first appearance. */
export function addedColumns(plan: Plan): AddedMetric[] {
  const found = new Map<string, AddedMetric>();
  for (const experiment of plan.experiments)
    experiment.points.forEach((_, point) => {
      for (const metric of addedMetrics(plan, experiment, point)) found.set(metric.key, metric);
    });
  return [...found.values()];
}
