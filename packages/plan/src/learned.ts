import type { PlanChip } from './chip.js';
import type { PlanTraining } from './training.js';

/** Names of the arrays in which the weights of a training keep the ranges that it learned for a layer. */
export interface RangeNames {
  /** x_max [1]: the ends of the range are x_max and, where inputs are signed, -x_max. In units of the activation. */
  readonly input: string;
  /** 1 where the range reaches below 0, else 0 [1]. */
  readonly signed: string;
  /** Full scales [families x slices x entries], in units of y (model.md section 5). */
  readonly adc: string;
  /** Those of reference columns with converters of their own, where every column has a range [1 x slices x entries]. */
  readonly references: string;
}

export const rangeNames = (layer: string): RangeNames => ({
  input: `${layer}.input_range`,
  signed: `${layer}.input_signed`,
  adc: `${layer}.adc_range`,
  references: `${layer}.reference_adc_range`,
});

/** Whether an array holds ranges that a training moves. */
export const isRange = (array: string): boolean => /\.(input|adc|reference_adc)_range$/.test(array);

/** Which ranges a training learns. */
export interface LearnedRanges {
  readonly inputs: boolean;
  readonly adc: boolean;
}

/** Effects that show the full scales of a chip's own converters: without tiles other sums are converted. */
const converting = ['adc', 'tiles'];

/** What `learn_ranges` learns on a chip: those of its ranges that are calibrated and act. Null where it learns nothing. */
export function learnedRanges(
  { learnRanges, inject }: Pick<PlanTraining, 'learnRanges' | 'inject'>,
  chip: Pick<PlanChip, 'inputs' | 'adc'>,
): LearnedRanges | null {
  if (!learnRanges || inject === null) return null;
  const acts = (effect: string): boolean => inject.effects.includes(effect);
  const { bits, range } = chip.inputs;
  const inputs = acts('inputs') && bits !== null && range.kind === 'calibrated';
  const adc = converting.every(acts) && chip.adc?.range.kind === 'calibrated';
  return inputs || adc ? { inputs, adc } : null;
}
