import { calibrateConverters, loadKernels, quantiseInputs } from '@kirchhoff/kernels';
import { configuration } from './analog/configuration.js';
import { codingOf, mappedLayer } from './analog/layer.js';
import { counts, picker } from './analog/pick.js';
import { compareRanges } from './analog/ranges.js';
import { technologies } from './technologies.js';

it.each(technologies)(
  'calibrated ranges are the quantiles of ideal bit-line sums, whatever the batches: %s',
  async (name) => {
    const kernels = await loadKernels(name);
    let ranges = 0;
    const round = (seed: number): void => {
      const pick = picker(seed, 'calibration');
      const rule = {
        kind: 'calibrated',
        keep: pick.one([1, 0.999, 0.9, 0.5]),
        per: pick.one(['layer', 'tile', 'column'] as const),
      } as const;
      const setting = configuration(pick);
      const { geometry, matrix, count } = setting;
      const coding = codingOf(setting);
      const mapped = mappedLayer(setting, coding);
      const driven = setting.activations.map((part) => quantiseInputs(part, coding));
      const calibration = calibrateConverters(kernels, mapped, {
        geometry,
        coding,
        range: rule,
        positions: count,
      });
      driven.forEach((inputs, group) => {
        const firstBatch = Math.min(count, 2);
        calibration.add({ group, inputs, count: firstBatch });
        const rest = inputs.subarray(firstBatch * matrix.inputs);
        calibration.add({ group, inputs: rest, count: count - firstBatch });
      });
      const built = { mapped, coding, driven };
      ranges += compareRanges({ setting, built, rule }, calibration.finish());
    };
    const seeds = Array.from({ length: counts(60, 1000) }, (_, seed) => seed);
    seeds.forEach(round);
    expect(ranges).toBeGreaterThan(500);
    // Working space has grown to the largest of these shapes; nothing packed stays.
    const held = kernels.bytes();
    seeds.forEach(round);
    expect(kernels.bytes()).toBe(held);
  },
);
