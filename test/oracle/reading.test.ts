import { type Kernels, loadKernels, oracleConvert } from '@kirchhoff/kernels';
import fc from 'fast-check';
import { always } from '../conformance/analog/arbitrary.js';
import { converterOf, tiled } from '../conformance/analog/configuration.js';
import { counts } from '../conformance/analog/pick.js';
import { technologies } from '../conformance/technologies.js';
import { difference, type Hardware, type Layer, outputsOf, randomLayer, within } from './readLayer.js';
import { apart, momentsOf } from './weightErrors.js';

const whole = (min: number, max: number) => fc.integer({ min, max });
const ratios = fc.constantFrom(null, 20, 3, 1.5);
const share = (ratio: number | null): number => (ratio === null ? 1 : 1 - 1 / ratio);

describe.each(technologies)('%s kernels', (name) => {
  let kernels: Kernels;
  beforeAll(async () => {
    kernels = await loadKernels(name);
  });
  const read = (layer: Layer, hardware: Hardware): Float32Array => outputsOf(kernels, layer, hardware);

  it('law 9: the error of a dot product is the error of a weight times the length of x, whatever the tiling', () => {
    const cases = fc.record({
      inputs: whole(2, 48),
      rows: whole(1, 48),
      columns: whole(1, 500),
      activeRows: whole(1, 48),
      ratio: ratios,
      alpha: fc.constantFrom(0.01, 0.05, 0.2),
    });
    fc.assert(
      fc.property(cases, ({ inputs, ratio: onOffRatio, alpha, ...array }) => {
        const outputs = 12_000;
        const layer = randomLayer(inputs, outputs, 1);
        const programming = { kind: 'normal', sigma: { of: 'on_state', fraction: alpha } } as const;
        const geometry = tiled(inputs, outputs, array);
        const exact = read(layer, {});
        const errors = [0, 1, 2, 3].flatMap((trial) => [
          ...difference(read(layer, { device: { onOffRatio, programming }, geometry, trial }), exact),
        ]);
        const expected = ((Math.SQRT2 * alpha) / share(onOffRatio)) * Math.hypot(...layer.activations);
        expect(apart(momentsOf(errors).deviation, expected)).toBeLessThan(0.012);
      }),
      always(counts(8, 60)),
    );
  });

  it('law 10: K row tiles add K rounding errors of the converter', () => {
    const cases = fc.record({ rows: whole(6, 20), tiles: whole(1, 12), bits: whole(11, 13) });
    fc.assert(
      fc.property(cases, ({ rows, tiles, bits }) => {
        const [inputs, outputs] = [rows * tiles, 700];
        const layer = randomLayer(inputs, outputs, 60);
        const geometry = tiled(inputs, outputs, { rows, columns: 300, activeRows: rows });
        const full = 10 + rows;
        const lsb = full / (2 ** (bits - 1) - 1);
        const found = read(layer, { geometry, adc: converterOf(bits, within(full)) });
        const { deviation } = momentsOf(difference(found, read(layer, {})));
        expect(apart(deviation, lsb * Math.sqrt(tiles / 12))).toBeLessThan(0.015);
      }),
      always(counts(8, 60)),
    );
  });

  it('law 11: analog subtraction makes the converter blind to the on/off ratio, digital does not', () => {
    const cases = fc.record({
      inputs: whole(20, 60),
      scheme: fc.constantFrom('differential_pair' as const, 'reference_column' as const),
      ratio: fc.double({ min: 1.3, max: 15, noNaN: true }),
      bits: whole(4, 7),
    });
    fc.assert(
      fc.property(cases, ({ inputs, scheme, ratio, bits }) => {
        const layer = randomLayer(inputs, 200, 10);
        const of = (subtract: 'analog' | 'digital', onOffRatio: number | null): Float32Array => {
          const range = subtract === 'analog' ? within(10) : ({ kind: 'worst_case' } as const);
          return read(layer, {
            device: { onOffRatio },
            weights: { scheme, subtract },
            adc: converterOf(bits, range),
          });
        };
        const changed = (subtract: 'analog' | 'digital'): number =>
          difference(of(subtract, ratio), of(subtract, null)).filter((off) => Math.abs(off) > 1e-4).length;
        // A few sums lie on the edge of a code. Of 2,000 digital ones ten times as many move, even at 4 bits and a ratio of 1.3.
        const edges = 4;
        expect(changed('analog')).toBeLessThanOrEqual(edges);
        expect(changed('digital')).toBeGreaterThan(10 * edges);
      }),
      always(counts(15, 150)),
    );
  });

  it('law 12: read noise of a bit line is drawn anew and has the variance of its cells', () => {
    const cases = fc.record({
      inputs: whole(1, 40),
      scheme: fc.constantFrom('differential_pair' as const, 'digital_offset' as const),
      ratio: ratios,
      alpha: fc.constantFrom(0.01, 0.1),
      bits: fc.constantFrom(null, 14),
    });
    fc.assert(
      fc.property(cases, ({ inputs, scheme, ratio: onOffRatio, alpha, bits }) => {
        const drawn = randomLayer(inputs, 6, 1);
        const count = 4000;
        const activations = Float32Array.from(
          { length: count * inputs },
          (_, at) => drawn.activations[at % inputs],
        );
        const layer = { ...drawn, count, activations };
        const adc = bits === null ? null : converterOf(bits, { kind: 'worst_case' });
        const readNoise = { kind: 'normal', sigma: { of: 'on_state', fraction: alpha } } as const;
        const hardware = { weights: { scheme }, adc };
        const noisy = read(layer, { ...hardware, device: { onOffRatio, readNoise } });
        const quiet = read(layer, { ...hardware, device: { onOffRatio } });
        expect(new Set(quiet.filter((_, at) => at % 6 === 2)).size).toBe(1);
        const { deviation } = momentsOf(difference(noisy, quiet));
        const cells = scheme === 'differential_pair' ? Math.SQRT2 : 2;
        const length = Math.hypot(...drawn.activations);
        expect(apart(deviation, (cells * alpha * length) / share(onOffRatio))).toBeLessThan(0.03);
      }),
      always(counts(12, 120)),
    );
  });

  it('law 13: a converter without errors is off by half an LSB, saturates, and is monotone', () => {
    /** One weight of 1, driven from 0 to 1. */
    const sweep = 401;
    const ramp: Layer = {
      inputs: 1,
      outputs: 1,
      count: sweep,
      weights: Float32Array.of(1),
      activations: Float32Array.from({ length: sweep }, (_, at) => at / (sweep - 1)),
    };
    const cases = fc.record({
      bits: whole(2, 9),
      subtract: fc.constantFrom('analog' as const, 'digital' as const),
      full: fc.double({ min: 0.3, max: 1.2, noNaN: true }),
      low: fc.double({ min: -0.2, max: 0.1, noNaN: true }),
    });
    fc.assert(
      fc.property(cases, ({ bits, subtract, full, low: start }) => {
        const analog = subtract === 'analog';
        const low = analog ? -full : start;
        const range = { kind: 'fixed', low, high: full, unit: 'normalised' } as const;
        const out = read(ramp, { weights: { subtract }, adc: converterOf(bits, range) });
        // The negative column of a pair that is subtracted digitally reads the code nearest to 0.
        const other = analog ? 0 : oracleConvert(0, bits, { low, high: full }, false).decoded;
        const lsb = analog ? full / (2 ** (bits - 1) - 1) : (full - low) / (2 ** bits - 1);
        out.forEach((value, at) => {
          const clipped = Math.max(analog ? 0 : low, Math.min(full, ramp.activations[at]));
          expect(Math.abs(value + other - clipped)).toBeLessThanOrEqual(lsb / 2 + 1e-6);
          if (ramp.activations[at] > full) expect(Math.abs(value + other - full)).toBeLessThan(1e-6);
          if (at > 0) expect(value).toBeGreaterThanOrEqual(out[at - 1]);
        });
      }),
      always(counts(25, 300)),
    );
  });

  it('a range in amperes is the same range in units of the bit-line sum', () => {
    const cases = fc.record({ ratio: ratios, high: fc.double({ min: 0.5, max: 8, noNaN: true }) });
    fc.assert(
      fc.property(cases, ({ ratio: onOffRatio, high }) => {
        const layer = randomLayer(20, 30, 5);
        const device = { onOffRatio, onState: 2e-5 };
        const ampere = high * 0.2 * 2e-5 * share(onOffRatio);
        const range = { kind: 'fixed', low: -ampere, high: ampere, unit: 'ampere' } as const;
        const off = difference(
          read(layer, { device, adc: converterOf(7, range) }),
          read(layer, { device, adc: converterOf(7, within(high)) }),
        );
        expect(Math.max(...off.map(Math.abs))).toBeLessThan(1e-5);
      }),
      always(20),
    );
  });
});

it('law 13 in the oracle', () => {
  fc.assert(
    fc.property(fc.double({ min: -1.5, max: 1.5, noNaN: true }), whole(2, 12), (y, bits) => {
      const { decoded, lsb } = oracleConvert(y, bits, { low: 0, high: 1 }, true);
      const clipped = Math.max(-1, Math.min(1, y));
      expect(Math.abs(decoded - clipped)).toBeLessThanOrEqual(lsb / 2 + 1e-12);
    }),
  );
});
