import type { Chip, Training } from '@kirchhoff/model';
import type { PlanNode } from '@kirchhoff/plan';

/** Settings of a training that cannot stand together. */
export interface TrainingContradiction {
  readonly breaks: (training: Training, nodes: readonly PlanNode[]) => boolean;
  readonly setting: string;
  readonly reason: string;
  readonly fix?: string;
}

/** What an injection shows of the ranges of its chip. */
interface Shown {
  readonly has: (effect: string) => boolean;
  /** Whether inputs are coded, and both kinds of ranges calibrated. */
  readonly coded: boolean;
  readonly inputs: boolean;
  readonly adc: boolean;
}

const shownOf = ({ inputs, adc }: Chip, effects: readonly string[]): Shown => {
  const has = (effect: string): boolean => effects.includes(effect);
  const coded = inputs.bits !== 'none';
  return {
    has,
    coded,
    inputs: has('inputs') && coded && inputs.range.kind === 'calibrated',
    adc: has('adc') && adc !== 'ideal' && adc.range.kind === 'calibrated',
  };
};

const setting = 'learn_ranges = yes';
const fix = 'inject { chip = pilot, effects = [tiles, inputs, adc] }';

/** A contradiction of a training that learns ranges; `shown` is undefined without a chip under injection. */
const whereLearned = (
  breaks: (shown: Shown | undefined) => boolean,
  reason: string,
  how: string,
): TrainingContradiction => ({
  breaks: ({ learnRanges, inject }) =>
    learnRanges && breaks(inject?.chip && shownOf(inject.chip, inject.effects)),
  setting,
  reason,
  fix: how,
});

const acts = ({ has }: Shown): boolean => has('inputs') || has('adc');

/** What `learn_ranges` cannot stand beside: one of them at a time. */
export const rangeContradictions: readonly TrainingContradiction[] = [
  whereLearned(
    (shown) => shown === undefined || !acts(shown),
    'ranges are learned where the training meets them, and nothing that it injects has any: neither  inputs  nor  adc  of a chip is among its effects',
    fix,
  ),
  whereLearned(
    (shown) => shown !== undefined && acts(shown) && !shown.inputs && !shown.adc,
    'learning begins at calibrated ranges, and those of the injected chip that act are written, or it has none',
    'adc { range = calibrated(keep = 99.9 %) }',
  ),
  whereLearned(
    (shown) => shown?.adc === true && !shown.has('tiles'),
    'the converters of a chip see the sums of its tiles, and without  tiles  among the effects the training sees those of whole layers',
    fix,
  ),
  whereLearned(
    (shown) => shown?.adc === true && shown.has('tiles') && shown.coded && !shown.has('inputs'),
    'full scales count in units of the input range, and without  inputs  among the effects the training sees no coded inputs',
    fix,
  ),
];
