import {
  calibrateConverters,
  type FullScales,
  idealLayer,
  type Kernels,
  prepareRead,
  quantiseInputs,
  rangeArrays,
  type RangeArrays,
  type RangeGradient,
  rangeSlopes,
  readLayer,
  releaseRead,
  scalesOfArrays,
} from '@kirchhoff/kernels';
import { fold, key, normals } from '@kirchhoff/random';
import { configuration } from './analog/configuration.js';
import { codingOf, mappedLayer } from './analog/layer.js';
import { counts, picker } from './analog/pick.js';
import { loadAll } from './technologies.js';

type Settings = Parameters<typeof rangeSlopes>[2];

interface Case {
  readonly ranges: RangeArrays;
  /** Of a loss that is a sum of the layer's outputs, each times a normal number. */
  readonly gradient: (kernels: Kernels, ranges: RangeArrays) => RangeGradient & { readonly within: number[] };
  /** The same loss, of what is read with other ranges; null for ideal converters. */
  readonly loss: (kernels: Kernels, ranges: RangeArrays | null) => number;
  /** Sum of the magnitudes of what the loss adds up, without converters. */
  readonly size: number;
  /** Whether one converter reads a difference. */
  readonly differential: boolean;
}

const per = ['layer', 'tile', 'column'] as const;

/** A random layer with ideal cells, its converters of many bits or few, ranges that keep a share of the sums. */
function caseOf(kernels: Kernels, seed: number, bits: number, keep: number): Case {
  const pick = picker(seed, 'slopes');
  const setting = configuration(pick);
  const { geometry, matrix, count, chip } = setting;
  const coding = codingOf(setting);
  const mapped = mappedLayer(setting, coding);
  const driven = setting.activations.map((part) => quantiseInputs(part, coding));
  const range = { kind: 'calibrated', keep, per: pick.one(per) } as const;
  const adc = { bits, range, gainError: 0, offsetError: 0, inl: 0, dnl: 0, noise: 0 };
  const calibration = calibrateConverters(kernels, mapped, { geometry, coding, range, positions: count });
  driven.forEach((inputs, group) => calibration.add({ group, inputs, count }));
  const slopes = driven.map((_, group) => {
    const out = new Float32Array(count * matrix.outputs);
    normals(fold(fold(key(seed), 'slopes'), group), out.length, out);
    return out;
  });
  const programmed = idealLayer(mapped, geometry.columnTiles);
  const settings = (scales: FullScales | null): Settings => ({
    geometry,
    coding,
    readVoltage: chip.inputs.readVoltage,
    adc: scales === null ? null : adc,
    scales,
  });
  const summed = (technology: Kernels, ranges: RangeArrays | null, of: (gain: number) => number): number => {
    const scales = ranges && scalesOfArrays(range.per, ranges);
    const read = prepareRead(technology, programmed, settings(scales), null);
    let sum = 0;
    driven.forEach((inputs, group) => {
      const out = new Float32Array(count * matrix.outputs);
      readLayer(technology, read, { group, inputs, count, out });
      out.forEach((value, i) => (sum += of(slopes[group]![i]! * value)));
    });
    releaseRead(technology, read);
    return sum;
  };
  return {
    differential: chip.weights.scheme !== 'digital_offset' && chip.weights.subtract === 'analog',
    ranges: rangeArrays(calibration.finish()),
    gradient(technology, ranges) {
      const found = rangeSlopes(technology, programmed, settings(scalesOfArrays(range.per, ranges)));
      const within = driven.flatMap((inputs, group) => {
        const share = new Float32Array(count * matrix.outputs).fill(NaN);
        found.add({
          group,
          inputs,
          count,
          slopes: slopes[group]!,
          slopeStride: matrix.outputs,
          slopeColumn: 0,
          within: share,
        });
        return [...share];
      });
      return { ...found.finish(), within };
    },
    loss: (technology, ranges) => summed(technology, ranges, (gain) => gain),
    size: summed(kernels, null, Math.abs),
  };
}

const changed = (ranges: RangeArrays, by: (value: number, i: number) => number): RangeArrays => {
  const { weights, references } = ranges;
  const own = weights.data.length;
  return {
    weights: { ...weights, data: weights.data.map(by) },
    references: references && { ...references, data: references.data.map((value, i) => by(value, own + i)) },
  };
};

const flat = ({ weights, references }: RangeArrays): number[] => [
  ...weights.data,
  ...(references?.data ?? []),
];

const seeds = Array.from({ length: counts(60, 600) }, (_, seed) => seed);

describe('slopes by full-scale ranges', () => {
  let all: Map<string, Kernels>;
  beforeAll(async () => void (all = await loadAll()));

  it('are the rounding errors where no sum reaches the ends of its range', () => {
    const kernels = all.get('plain')!;
    for (const seed of seeds) {
      const { ranges: tight, gradient, loss, size } = caseOf(kernels, seed, 5, 1);
      const ranges = changed(tight, (value) => value * 1.01);
      const { total, within } = gradient(kernels, ranges);
      expect(new Set(within)).toEqual(new Set([1]));
      const rounded = loss(kernels, ranges) - loss(kernels, null);
      expect(Math.abs(total - rounded)).toBeLessThanOrEqual(2e-5 * (size + Math.abs(rounded)));
    }
  });

  it('are those of the ends, range by range, where every sum lies beyond them', () => {
    const kernels = all.get('plain')!;
    let [checked, inside] = [0, 0];
    const [shares, digital]: [number[], number[]] = [[], []];
    for (const seed of seeds.slice(0, seeds.length / 4)) {
      const { ranges: calibrated, gradient, loss, size, differential } = caseOf(kernels, seed, 5, 1);
      const ranges = changed(calibrated, (value) => value * 1e-4);
      const { slopes, within } = gradient(kernels, ranges);
      (differential ? shares : digital).push(...within);
      const before = loss(kernels, ranges);
      flat(slopes).forEach((slope, entry) => {
        const wider = changed(ranges, (value, i) => (i === entry ? 2 * value : value));
        checked++;
        // A sum that lies within the wider range has a slope of its own there.
        const there = flat(gradient(kernels, wider).slopes)[entry];
        if (Math.abs(2 * slope - there) > 1e-3 * Math.abs(there)) return inside++;
        const raised = loss(kernels, wider);
        expect(Math.abs(raised - before - slope)).toBeLessThan(
          5e-3 * Math.abs(slope) + 1e-6 * (size + Math.abs(before)),
        );
      });
    }
    expect(checked).toBeGreaterThan(100);
    expect(inside).toBeLessThan(0.01 * checked);
    // The rest: sums of cells that cancel, or that nothing drives.
    expect(shares.filter((share) => share === 0).length).toBeGreaterThan(0.75 * shares.length);
    expect(digital.every((share) => share === 1)).toBe(true);
    expect(digital.length).toBeGreaterThan(50);
    expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
  });

  it('are the slopes of the loss between the two, where rounding is fine and no sum passes an end', () => {
    const kernels = all.get('plain')!;
    const step = 1e-3;
    const deviations = seeds.map((seed) => {
      const { ranges: calibrated, gradient, loss, size } = caseOf(kernels, seed, 20, 0.6);
      const at = (factor: number) => changed(calibrated, (value) => 0.93 * factor * value);
      const { slopes, total } = gradient(kernels, at(1));
      const slope = (loss(kernels, at(Math.exp(step))) - loss(kernels, at(Math.exp(-step)))) / (2 * step);
      const most = flat(slopes).reduce((sum, each) => sum + Math.abs(each), 0);
      return Math.abs(slope - total) / (most + size);
    });
    expect(deviations.filter((deviation) => deviation < 0.01).length).toBeGreaterThan(0.95 * seeds.length);
  });

  it('have the same bits from every kernel', () => {
    for (const seed of seeds) {
      const { ranges, gradient } = caseOf(all.get('plain')!, seed, 6, 0.9);
      const [first, ...others] = [...all.values()].map((kernels) => gradient(kernels, ranges));
      for (const other of others) expect(other).toEqual(first);
    }
  });

  it('know how many conversions a range takes part in, and leave nothing packed', () => {
    const kernels = all.get('wasm')!;
    const { ranges, gradient } = caseOf(kernels, 3, 6, 0.9);
    gradient(kernels, ranges);
    const held = kernels.bytes();
    const { conversions } = gradient(kernels, ranges);
    expect(kernels.bytes()).toBe(held);
    expect(flat(conversions).every((count) => count > 0)).toBe(true);
    expect(flat(conversions)).toHaveLength(flat(ranges).length);
  });
});
