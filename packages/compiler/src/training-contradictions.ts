import type { Problem, Training } from '@kirchhoff/model';
import type { PlanNode } from '@kirchhoff/plan';
import { rangeContradictions, type TrainingContradiction } from './range-contradictions.js';

const contradictions: readonly TrainingContradiction[] = [
  {
    breaks: ({ inject }, nodes) =>
      inject?.redraw === 'every_sample' && nodes.some(({ op }) => op === 'batch_norm'),
    setting: 'redraw = every_sample',
    reason: 'batch normalisation needs the moments of a batch, and every image is on a chip of its own',
    fix: 'redraw = every_batch',
  },
  {
    breaks: ({ inject }) => inject !== undefined && inject.chip === undefined && needsChip(inject.effects),
    setting: 'inject without a chip',
    reason: 'the law says how weights vary, but the other effects belong to a chip',
    fix: 'chip = pilot',
  },
  ...rangeContradictions,
];

/** Effects that a plain law does not replace. */
const needsChip = (effects: readonly string[]): boolean =>
  effects.some((effect) => effect !== 'programming_variation');

/** Settings of a training that cannot stand together (K506). */
export const trainingContradictions = (training: Training, nodes: readonly PlanNode[]): readonly Problem[] =>
  contradictions
    .filter(({ breaks }) => breaks(training, nodes))
    .map(({ setting, reason, fix }) => ({
      code: 'K506' as const,
      origin: training.origin,
      setting,
      reason,
      ...(fix !== undefined && { fix }),
    }));
