import { type FullScales, type InputObservation, scalesOfArrays } from '@kirchhoff/kernels';
import {
  canonicalJson,
  type LearnedRanges,
  learnedRanges,
  type NamedArrays,
  type Plan,
  type PlanChip,
  type PlanLayerMapping,
  type PlanPoint,
  rangeNames,
} from '@kirchhoff/plan';
import type { Calibration } from './task.js';

/** Ranges that weights bring along, by layer: in place of calibrated ones on the chips that they were learned for. */
export interface LearnedCalibration {
  /** Without `quantile` where the range itself is written. */
  readonly inputs: Readonly<Record<string, Pick<InputObservation, 'negative'> & Partial<InputObservation>>>;
  readonly converters: Readonly<Record<string, FullScales>>;
}

const equal = (one: unknown, other: unknown): boolean => canonicalJson(one) === canonicalJson(other);

/** What codes of inputs mean: the same bits over a range by the same rule. */
const inputRule = ({ inputs: { bits, range } }: PlanChip): unknown => ({ bits, range });

/** Everything that full scales depend on, the arrays left out. */
export const converterRule = ({ device, adc, weights, inputs }: PlanChip): object => ({
  range: adc?.range ?? null,
  weights,
  inputs,
  onState: device.onState,
  onOffRatio: device.onOffRatio,
  levels: device.levels,
});

interface Trained {
  readonly chip: PlanChip;
  readonly places: readonly PlanLayerMapping[];
  readonly learned: LearnedRanges;
}

/** The chip that the weights of a point learned their ranges on; undefined where they learned none. */
function trainedOn({ trainings, chips, mappings }: Plan, { weights }: PlanPoint): Trained | undefined {
  const training = weights.kind === 'training' ? trainings[weights.training] : undefined;
  const inject = training?.inject;
  if (!training || !inject?.chip || !inject.mapping) return undefined;
  const chip = chips[inject.chip]!;
  const learned = learnedRanges(training, chip);
  return learned === null ? undefined : { chip, places: mappings[inject.mapping]!.layers, learned };
}

function scalesIn(layer: string, chip: PlanChip, weights: NamedArrays): FullScales {
  const { adc, references } = rangeNames(layer);
  const { per } = chip.adc!.range as Extract<NonNullable<PlanChip['adc']>['range'], { kind: 'calibrated' }>;
  return scalesOfArrays(per, { weights: weights[adc]!, references: weights[references] ?? null });
}

/**
 * The learned ranges that apply to a point, layer by layer. Those of inputs where the chip has the bits and the rule of the input range
 * of the chip trained on; those of converters where it also has the bits and everything else that a calibration of their full scales
 * depends on. Null where none apply.
 */
export function learnedFor(plan: Plan, point: PlanPoint, weights: NamedArrays): LearnedCalibration | null {
  const trained = trainedOn(plan, point);
  const chip = plan.chips[point.chip]!;
  if (trained === undefined || !equal(inputRule(chip), inputRule(trained.chip))) return null;
  const known = plan.mappings[point.mapping]!.layers.filter(({ node }) => rangeNames(node).signed in weights);
  const converts =
    trained.learned.adc &&
    chip.adc?.bits === trained.chip.adc?.bits &&
    equal(converterRule(chip), converterRule(trained.chip));
  const placed = new Map(trained.places.map((place) => [place.node, place]));
  return {
    inputs: Object.fromEntries(
      known.map(({ node }) => {
        const { signed, input } = rangeNames(node);
        const quantile = weights[input]?.data[0];
        return [
          node,
          { negative: weights[signed]!.data[0] === 1, ...(quantile !== undefined && { quantile }) },
        ];
      }),
    ),
    converters: converts
      ? Object.fromEntries(
          known
            .filter((place) => equal(place, placed.get(place.node)))
            .map(({ node }) => [node, scalesIn(node, chip, weights)]),
        )
      : {},
  };
}

/** What the calibration images say, with what was learned in its place. */
export const withLearnedInputs = (
  observed: Calibration['inputs'],
  learned: LearnedCalibration | null,
): Calibration['inputs'] =>
  learned === null
    ? observed
    : {
        ...observed,
        ...Object.fromEntries(
          Object.entries(learned.inputs).map(([node, each]) => [node, { ...observed[node]!, ...each }]),
        ),
      };

/** Whether every layer of a mapping has learned full scales, so that none are calibrated. */
export const convertsAsLearned = (
  plan: Plan,
  point: PlanPoint,
  learned: LearnedCalibration | null,
): boolean =>
  learned !== null && plan.mappings[point.mapping]!.layers.every(({ node }) => node in learned.converters);
