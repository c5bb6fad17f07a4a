import type { Converter, InputSettings } from '@kirchhoff/kernels';
import { learnedRanges, type LearnedRanges, type PlanChip, type PlanTraining } from '@kirchhoff/plan';
import type { TrainingRequest } from '../request.js';
import { type ChipLayer, chipLayers } from './layer.js';

/** The part of a chip that an injection lets act. */
export interface InjectedChipPart {
  readonly chip: PlanChip;
  readonly layers: readonly ChipLayer[];
  readonly effects: readonly string[];
  readonly inputs: InputSettings;
  readonly adc: Converter | null;
  /** Whether partial sums are converted tile by tile. */
  readonly tiled: boolean;
  /** Whether weights alone do not say what the layers give: their sums are read by the inference kernels. */
  readonly reads: boolean;
  /** Whether inputs have to be known: for their codes, the converters, or a bias at full drive. */
  readonly ranged: boolean;
  /** Ranges that are learned; null where those that need it are measured anew. */
  readonly learned: LearnedRanges | null;
}

/** What `inject` takes of its chip; undefined where it has a law and no chip. */
export function injectedPart(
  { network, training, injected }: TrainingRequest,
  inject: NonNullable<PlanTraining['inject']>,
): InjectedChipPart | undefined {
  if (injected === undefined) return undefined;
  const { chip, mapping } = injected;
  const effects =
    inject.law === null
      ? inject.effects
      : inject.effects.filter((effect) => effect !== 'programming_variation');
  const has = (effect: string): boolean => effects.includes(effect);
  const inputs: InputSettings = has('inputs')
    ? chip.inputs
    : { ...chip.inputs, bits: null, encoding: 'amplitude' };
  const adc = has('adc') ? chip.adc : null;
  const reads = adc !== null || (has('read_noise') && chip.device.readNoise !== null);
  return {
    chip,
    layers: chipLayers(network, mapping.layers),
    effects,
    inputs,
    adc,
    tiled: has('tiles'),
    reads,
    ranged: reads || inputs.bits !== null || chip.weights.bias === 'row',
    learned: learnedRanges(training, chip),
  };
}
