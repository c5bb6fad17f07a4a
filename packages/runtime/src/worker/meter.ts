import type { ReadTally } from '@kirchhoff/kernels';
import type { AddedMetric } from '@kirchhoff/plan';
import { log64 } from '@kirchhoff/random';
import type { Deviation, Measurement, Score } from './task.js';

/** Watches one chip's layers for what the experiment's `metrics` asks. */
export interface Meter {
  /** Whether `compare` wants the outputs of a layer. */
  readonly compares: (layer: string) => boolean;
  /** Outputs of the chip against those of the float32 layer and its bias. */
  compare(layer: string, out: Float32Array, reference: Float32Array, bias: ArrayLike<number>): void;
  /** What a layer's converters did. */
  count(layer: string, tally: ReadTally): void;
  finish(): Measurement;
}

/** Adds one batch: what the chip gave against the float32 layer, whose product is its output without the bias (model.md section 6). */
function addDeviation(
  sums: Deviation,
  out: Float32Array,
  reference: Float32Array,
  bias: ArrayLike<number>,
): void {
  for (let i = 0, n = 0; i < out.length; i++, n = n + 1 === bias.length ? 0 : n + 1) {
    const product = reference[i]! - bias[n]!;
    const error = out[i]! - reference[i]!;
    sums.signal += product * product;
    sums.error += error * error;
  }
}

export function meter(asked: readonly AddedMetric[]): Meter {
  const deviations: Record<string, Deviation> = {};
  for (const { name, layer } of asked)
    if (name === 'signal_to_error' && layer !== null) deviations[layer] = { signal: 0, error: 0 };
  const conversions: Record<string, { conversions: number; clipped: number }> = {};
  return {
    compares: (layer) => deviations[layer] !== undefined,
    compare: (layer, out, reference, bias) => addDeviation(deviations[layer]!, out, reference, bias),
    count(layer, tally) {
      const sum = (conversions[layer] ??= { conversions: 0, clipped: 0 });
      sum.conversions += tally.conversions;
      sum.clipped += tally.clipped;
    },
    finish: () => ({ deviations, conversions }),
  };
}

/** 10 log10(signal / error) [dB]; undefined where there is no signal or no error. */
const decibels = ({ signal, error }: Deviation): number | undefined =>
  signal > 0 && error > 0 ? (10 * log64(signal / error)) / log64(10) : undefined;

const share = (part: number, whole: number): number | undefined => (whole > 0 ? part / whole : undefined);

const sumOf = <T>(parts: readonly (T | undefined)[], value: (part: T) => number): number =>
  parts.reduce((sum, part) => sum + (part === undefined ? 0 : value(part)), 0);

/** Whether a chip's images must stay together: sums of squares are float64 in the order of all images. */
export const keepsTogether = (asked: readonly AddedMetric[]): boolean =>
  asked.some(({ name }) => name === 'signal_to_error');

/** The metrics asked for, by key, from the measurements of a chip's images in parts; one that is not defined is left out. */
export function metricsOf(
  asked: readonly AddedMetric[],
  score: Score,
  parts: readonly Measurement[],
): Readonly<Record<string, number>> {
  const valueOf = ({ name, layer }: AddedMetric): number | undefined => {
    if (name === 'top5_accuracy') return score.topFive / score.images;
    if (name === 'signal_to_error') {
      const own = parts.map(({ deviations }) => deviations[layer!]);
      return decibels({
        signal: sumOf(own, ({ signal }) => signal),
        error: sumOf(own, ({ error }) => error),
      });
    }
    const own = parts.map(({ conversions }) => conversions[layer!]);
    return share(
      sumOf(own, ({ clipped }) => clipped),
      sumOf(own, ({ conversions }) => conversions),
    );
  };
  const values = asked.map((metric) => [metric.key, valueOf(metric)] as const);
  return Object.fromEntries(values.filter((entry): entry is [string, number] => entry[1] !== undefined));
}
