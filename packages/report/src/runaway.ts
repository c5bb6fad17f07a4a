import type { PlanExperiment, Results, TrainingEpoch } from '@kirchhoff/plan';
import { trainingsOf } from './training.js';
import { trainingAxes } from './training-axes.js';

/** A layer has run away when sigma_W / max|W| is below this, and below this share of what it was after the first epoch. */
const peaked = 0.1;
const share = 0.75;

interface Outrun {
  readonly layer: string;
  readonly first: TrainingEpoch['layers'][string];
  readonly last: TrainingEpoch['layers'][string];
}

/** The layers that ran away in one repeat. */
function outrunIn(log: readonly TrainingEpoch[]): Outrun[] {
  return Object.entries(log.at(-1)!.layers).flatMap(([layer, last]) => {
    const first = log[0]!.layers[layer];
    const away =
      first !== undefined && last.weightSpread < peaked && last.weightSpread < share * first.weightSpread;
    return away ? [{ layer, first, last }] : [];
  });
}

const shown = (value: number): string => value.toPrecision(2);

const layerText = ({ layer, first, last }: Outrun): string =>
  `${layer} (max|W| from ${shown(first.maxWeight)} to ${shown(last.maxWeight)}, σ_W / max|W| from ${shown(first.weightSpread)} to ${shown(last.weightSpread)})`;

/** Warnings about trainings whose largest weight outran the others, a sentence each, with the layers of the first repeat that did so. */
export function runawayNotes(experiment: PlanExperiment, { training }: Results): string[] {
  const axes = trainingAxes(experiment);
  return trainingsOf(experiment, axes).flatMap(({ id, series }) => {
    const log = training.filter((epoch) => epoch.training === id);
    const repeats = [...new Set(log.map(({ repeat }) => repeat))];
    const away = repeats
      .map((repeat) => outrunIn(log.filter((epoch) => epoch.repeat === repeat)))
      .filter((layers) => layers.length > 0);
    if (away.length === 0) return [];
    const where = series === '' ? '' : ` at ${axes.join(', ')} = ${series}`;
    const often = repeats.length === 1 ? '' : `, in ${away.length} of ${repeats.length} repeats`;
    return [
      `Warning: the largest weights ran away in the training${where}${often}: ${away[0]!.map(layerText).join(', ')}. A chip spends its range on few weights then; bound them with clip_weights = 2.5 sigma.`,
    ];
  });
}
