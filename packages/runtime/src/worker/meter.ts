import type { AddedMetric } from '@kirchhoff/plan';
import { log64 } from '@kirchhoff/random';
import type { LayerRunner } from '../graph/run.js';
import type { DrawnChip } from './chip.js';
import type { Context } from './context.js';
import type { Score } from './task.js';

/** Runs a chip's layers and watches what the experiment's `metrics` asks for. */
export interface Meter {
  /** Runs the layers of a batch that begins at the given image. */
  readonly runFrom: (first: number) => LayerRunner;
  /** The metrics asked for, by key; one that is not defined is left out. */
  finish(score: Score): Readonly<Record<string, number>>;
}

/** Sums of squares in the order of images and outputs, float64. */
interface Deviation {
  signal: number;
  error: number;
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

/** 10 log10(signal / error) [dB]; undefined where there is no signal or no error. */
const decibels = ({ signal, error }: Deviation): number | undefined =>
  signal > 0 && error > 0 ? (10 * log64(signal / error)) / log64(10) : undefined;

const share = (part: number, whole: number): number | undefined => (whole > 0 ? part / whole : undefined);

/** A meter of one chip for the metrics asked; the float32 layers are run only where a signal-to-error ratio is among them. */
export function meter(context: Context, chip: DrawnChip, asked: readonly AddedMetric[]): Meter {
  const software = context.softwareOf(chip.subject);
  const weights = context.weightsOf(chip.subject);
  const deviations = new Map<string, Deviation>(
    asked.flatMap(({ name, layer }) =>
      name === 'signal_to_error' && layer !== null ? [[layer, { signal: 0, error: 0 }]] : [],
    ),
  );
  const valueOf = ({ name, layer }: AddedMetric, score: Score): number | undefined => {
    if (name === 'top5_accuracy') return score.topFive / score.images;
    if (name === 'signal_to_error') return decibels(deviations.get(layer!)!);
    const { clipped, conversions } = chip.conversions()[layer!] ?? { clipped: 0, conversions: 0 };
    return share(clipped, conversions);
  };
  return {
    runFrom(first) {
      const run = chip.runFrom(first);
      return (node, input, images, shape) => {
        const out = run(node, input, images, shape);
        const sums = deviations.get(node.name);
        if (sums === undefined) return out;
        const reference = software.layer(node, input, images, shape);
        addDeviation(sums, out, reference, weights[`${node.name}.bias`]!.data);
        return out;
      };
    },
    finish: (score) => {
      const values = asked.map((metric) => [metric.key, valueOf(metric, score)] as const);
      return Object.fromEntries(values.filter((entry): entry is [string, number] => entry[1] !== undefined));
    },
  };
}
