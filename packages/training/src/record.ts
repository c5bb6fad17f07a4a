import { type NamedArrays, rangeNames, type TrainedLayer, type TrainingEpoch } from '@kirchhoff/plan';
import { isWeight } from './parameters.js';
import { spreadOf } from './update/limits.js';

/** By layer, the mean square error of injected weights in units of the layer's largest weight, as it is programmed. */
export type WeightNoise = ReadonlyMap<string, number>;

/** Sums over the batches of an epoch. */
export interface Tally {
  loss: number;
  correct: number;
  images: number;
  batches: number;
  /** Of the gradients' lengths before clipping. */
  gradientNorm: number;
  /** Summed over batches. */
  readonly weightNoise: Map<string, number>;
}

export const emptyTally = (): Tally => ({
  loss: 0,
  correct: 0,
  images: 0,
  batches: 0,
  gradientNorm: 0,
  weightNoise: new Map(),
});

/** Adds the noise of the weights that a share of a batch met. */
export function addNoise(tally: Tally, noise: WeightNoise, share: number): void {
  for (const [layer, square] of noise)
    tally.weightNoise.set(layer, (tally.weightNoise.get(layer) ?? 0) + share * square);
}

const meanOf = (values: Float32Array): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** The ranges of a layer that are learned. */
function rangesOf(arrays: NamedArrays, layer: string, learned: readonly string[]): Partial<TrainedLayer> {
  const { input, adc } = rangeNames(layer);
  return {
    ...(learned.includes(input) && { inputRange: arrays[input]!.data[0]! }),
    ...(learned.includes(adc) && { adcRange: meanOf(arrays[adc]!.data) }),
  };
}

const layerOf = (name: string): string => name.slice(0, name.lastIndexOf('.'));

/** What is written of every layer after an epoch; `learned` are the arrays of ranges that are learned by now. */
export function layerRecords(
  arrays: NamedArrays,
  tally: Tally,
  learned: readonly string[] = [],
): TrainingEpoch['layers'] {
  return Object.fromEntries(
    Object.entries(arrays)
      .filter(([name]) => isWeight(name))
      .map(([name, { data }]) => {
        const { deviation, largest } = spreadOf(data);
        const noise = tally.weightNoise.get(layerOf(name)) ?? 0;
        return [
          layerOf(name),
          {
            weightSpread: largest > 0 ? deviation / largest : 0,
            maxWeight: largest,
            weightNoise: tally.batches > 0 ? Math.sqrt(noise / tally.batches) : 0,
            ...rangesOf(arrays, layerOf(name), learned),
          },
        ];
      }),
  );
}
