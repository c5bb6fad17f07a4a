import type { AddedMetric, AnalogNode } from '@kirchhoff/plan';
import type { DrawnChip } from '../../src/worker/chip.js';
import type { Context } from '../../src/worker/context.js';
import { meter } from '../../src/worker/meter.js';

const node = { name: 'fc1', op: 'dense' } as AnalogNode;
const bias = Float32Array.of(10, -10, 0.5);
const products = Float32Array.of(3, -4, 0, 1, 2, 2);
const reference = products.map((value, i) => value + bias[i % 3]!);

const context = {
  softwareOf: () => ({ layer: (_: AnalogNode, input: Float32Array) => reference.subarray(input[0]) }),
  weightsOf: () => ({ 'fc1.bias': { shape: [3], data: bias } }),
} as unknown as Context;

/** A chip whose layer is off by `error` at every output. */
const chipOff = (error: number, tally = { conversions: 0, clipped: 0 }): DrawnChip =>
  ({
    subject: {},
    runFrom: () => (_: AnalogNode, input: Float32Array, images: number) =>
      reference.slice(input[0], input[0]! + 3 * images).map((value) => value + error),
    conversions: () => ({ fc1: tally }),
  }) as unknown as DrawnChip;

const metric = (name: AddedMetric['name'], layer: string | null): AddedMetric => {
  const key = layer === null ? name : `${layer}.${name}`;
  return { name, layer, key, column: key };
};
const all = [metric('top5_accuracy', null), metric('signal_to_error', 'fc1'), metric('clipped_share', 'fc1')];
const score = { images: 8, correct: 3, agreeing: 8, topFive: 6, crossEntropy: 1 };

describe('meter', () => {
  it('compares with the product, without the bias: 10 log10(34 / (6 · 0.25)) dB', () => {
    const watched = meter(context, chipOff(0.5), all);
    watched.runFrom(0)(node, Float32Array.of(0), 2, [1]);
    expect(watched.finish(score)['fc1.signal_to_error']).toBeCloseTo(10 * Math.log10(34 / 1.5), 12);
  });

  it('gives the same bits for two batches of one image', () => {
    const [whole, halves] = [meter(context, chipOff(0.1), all), meter(context, chipOff(0.1), all)];
    whole.runFrom(0)(node, Float32Array.of(0), 2, [1]);
    halves.runFrom(0)(node, Float32Array.of(0), 1, [1]);
    halves.runFrom(0)(node, Float32Array.of(3), 1, [1]);
    expect(halves.finish(score)).toEqual(whole.finish(score));
  });

  it('counts clipped conversions and top-5 images as shares', () => {
    const watched = meter(context, chipOff(1, { conversions: 40, clipped: 4 }), all);
    watched.runFrom(0)(node, Float32Array.of(0), 2, [1]);
    expect(watched.finish(score)).toMatchObject({ top5_accuracy: 0.75, 'fc1.clipped_share': 0.1 });
  });

  it('leaves out what is not defined, and what was not asked for', () => {
    const exact = meter(context, chipOff(0), all);
    exact.runFrom(0)(node, Float32Array.of(0), 2, [1]);
    expect(Object.keys(exact.finish(score))).toEqual(['top5_accuracy']);
    expect(meter(context, chipOff(1), []).finish(score)).toEqual({});
  });
});
