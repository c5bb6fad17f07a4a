import type { NamedArrays, TrainingEpoch } from '@kirchhoff/plan';
import { isWeight } from './parameters.js';
import { spreadOf } from './update/limits.js';

/** Sums over the batches of an epoch. */
export interface Tally {
  loss: number;
  correct: number;
  images: number;
  batches: number;
  /** Of the gradients' lengths before clipping. */
  gradientNorm: number;
  /** By layer: squared error of the injected weights in units of max|W|, summed over batches. */
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

/** Adds the error of the weights that a share of a batch met: its mean square by layer, in units of the layer's largest weight. */
export function addNoise(tally: Tally, clean: NamedArrays, injected: NamedArrays, share: number): void {
  for (const [name, { data }] of Object.entries(clean)) {
    const noisy = injected[name]?.data;
    if (!isWeight(name) || noisy === undefined || noisy === data) continue;
    const { largest } = spreadOf(data);
    let squares = 0;
    for (let i = 0; i < data.length; i++) squares += (noisy[i]! - data[i]!) ** 2;
    const noise = largest > 0 ? squares / data.length / (largest * largest) : 0;
    const layer = layerOf(name);
    tally.weightNoise.set(layer, (tally.weightNoise.get(layer) ?? 0) + share * noise);
  }
}

const layerOf = (name: string): string => name.slice(0, name.lastIndexOf('.'));

/** What is written of every layer after an epoch. */
export function layerRecords(arrays: NamedArrays, tally: Tally): TrainingEpoch['layers'] {
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
          },
        ];
      }),
  );
}
