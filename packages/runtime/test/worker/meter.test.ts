import type { AddedMetric } from '@kirchhoff/plan';
import { keepsTogether, meter, metricsOf } from '../../src/worker/meter.js';
import type { Measurement } from '../../src/worker/task.js';

const bias = Float32Array.of(10, -10, 0.5);
const products = Float32Array.of(3, -4, 0, 1, 2, 2);
const reference = products.map((value, i) => value + bias[i % 3]!);

const metric = (name: AddedMetric['name'], layer: string | null): AddedMetric => {
  const key = layer === null ? name : `${layer}.${name}`;
  return { name, layer, key, column: key };
};
const all = [metric('top5_accuracy', null), metric('signal_to_error', 'fc1'), metric('clipped_share', 'fc1')];
const score = { images: 8, correct: 3, agreeing: 8, topFive: 6, crossEntropy: 1 };

/** What is measured at a layer that is off by `error` at every output, in batches that begin at these outputs. */
function measured(error: number, starts: readonly number[] = [0], asked = all): Measurement {
  const watched = meter(asked);
  starts.forEach((from, index) => {
    const part = reference.subarray(from, starts[index + 1] ?? reference.length);
    if (watched.compares('fc1'))
      watched.compare(
        'fc1',
        part.map((value) => value + error),
        part,
        bias,
      );
    watched.count('fc1', { conversions: 20, clipped: 2 });
  });
  return watched.finish();
}

describe('meter', () => {
  it('compares with the product, without the bias: 10 log10(34 / (6 · 0.25)) dB', () => {
    const found = metricsOf(all, score, [measured(0.5)]);
    expect(found['fc1.signal_to_error']).toBeCloseTo(10 * Math.log10(34 / 1.5), 12);
  });

  it('gives the same bits for two batches of one image', () => {
    expect(measured(0.1, [0, 3]).deviations).toEqual(measured(0.1).deviations);
  });

  it('counts clipped conversions and top-5 images as shares, also over parts of the images', () => {
    const parts = [measured(1), measured(1)];
    expect(metricsOf(all, score, parts)).toMatchObject({ top5_accuracy: 0.75, 'fc1.clipped_share': 0.1 });
  });

  it('leaves out what is not defined, and what was not asked for', () => {
    const quiet = { ...measured(0), conversions: {} };
    expect(Object.keys(metricsOf(all, score, [quiet]))).toEqual(['top5_accuracy']);
    expect(metricsOf([], score, [measured(1, [0], [])])).toEqual({});
  });

  it('keeps images together only where squares are summed over all of them', () => {
    expect(keepsTogether(all)).toBe(true);
    expect(keepsTogether([all[0]!, all[2]!])).toBe(false);
  });
});
