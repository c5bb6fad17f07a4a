import { execute } from '../src/execute/execute.js';
import { portrait } from '../src/portrait.js';
import { probe } from '../src/probe.js';
import { inputsOf, planOf } from './study.js';

const withMetrics = (text: string) => text.replace('trials = 4', 'trials = 4\n  metrics = [clipped_share]');
const plan = planOf((text) =>
  withMetrics(
    text.replace('size = 16 x 16 }', 'size = 16 x 16 }\n  adc { bits = 3, range = calibrated(keep = 95 %) }'),
  ),
);
const inputs = inputsOf(plan);
const request = { experiment: 0, point: 1, repeat: 0, trial: 2 };

describe('a portrait', () => {
  it('shows the cells that a probe shows', async () => {
    const { layers } = await portrait(plan, inputs, request);
    const cells = await probe(plan, inputs, {
      experiment: 0,
      point: 1,
      trials: 3,
      images: 1,
      what: 'conductances',
    });
    for (const { layer, cells: map } of layers) {
      const { shape, data } = cells[`${layer}.conductances`]!;
      const [, inputsOfLayer, outputs] = shape as [number, number, number];
      expect(map.columns).toBe(Math.min(32, outputs));
      const perCell = data.length / (3 * inputsOfLayer * outputs);
      map.programmed.forEach((siemens, at) => {
        const row = map.firstRow + Math.floor(at / map.columns);
        const place = ((2 * inputsOfLayer + row) * outputs + (at % map.columns)) * perCell;
        expect(siemens / data[place]!).toBeCloseTo(1, 3);
      });
      expect(map.target).not.toEqual(map.programmed);
    }
  });

  it.each(['wasm', 'plain'] as const)(
    'counts the codes that the run clips and converts, %s',
    async (technology) => {
      const { layers, images } = await portrait(plan, inputs, request, { technology });
      expect(images).toBe(12);
      const { trials } = await execute(plan, inputs, { workers: 1 });
      const { metrics } = trials.find(({ point, trial }) => point === 1 && trial === 2)!;
      for (const { layer, codes } of layers) {
        const { lowest, counts, codesPerCount, below, above } = codes!;
        expect({ lowest, codesPerCount, codes: counts.length }).toEqual({
          lowest: -3,
          codesPerCount: 1,
          codes: 7,
        });
        const conversions = counts.reduce((sum, count) => sum + count, 0);
        expect((below + above) / conversions).toBeCloseTo(metrics![`${layer}.clipped_share`]!, 12);
        expect(below).toBeLessThanOrEqual(counts[0]!);
      }
      expect(layers.some(({ codes }) => codes!.above > 0)).toBe(true);
    },
  );

  it('has no codes of ideal converters, and counts many codes together', async () => {
    const ideal = planOf((text) => text.replace('size = 16 x 16 }', 'size = 16 x 16 }\n  adc = ideal'));
    expect((await portrait(ideal, inputsOf(ideal), request)).layers.map(({ codes }) => codes)).toEqual([
      null,
      null,
      null,
      null,
    ]);
    const fine = planOf((text) => text.replace('size = 16 x 16 }', 'size = 16 x 16 }\n  adc { bits = 10 }'));
    const { codes } = (await portrait(fine, inputsOf(fine), request)).layers[0]!;
    expect(codes).toMatchObject({ lowest: -511, codesPerCount: 4 });
    expect(codes!.counts).toHaveLength(256);
  });
});
