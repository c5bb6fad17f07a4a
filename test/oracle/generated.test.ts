import { type Device, type Kernels, loadKernels } from '@kirchhoff/kernels';
import fc from 'fast-check';
import { counts } from '../conformance/analog/pick.js';
import { technologies } from '../conformance/technologies.js';
import { recordProof } from '../proof/record.js';
import { apart, type Experiment, momentsOf, OUTPUTS, ROWS, weightErrors } from './weightErrors.js';

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const drawn = {
  alpha: between(0.01, 0.3),
  ratio: fc.option(between(1.2, 200)),
  w: between(-1, 1),
  trial: fc.nat(1000),
};
const runs = { seed: 2026, numRuns: counts(2, 30), endOnFailure: true };
const normal = (of: 'target' | 'range' | 'on_state', fraction: number): Pick<Device, 'programming'> => ({
  programming: { kind: 'normal', sigma: { of, fraction } },
});
const offset = { scheme: 'digital_offset' } as const;
/** r' = 1 - 1 / r */
const closing = (ratio: number | null): number => (ratio === null ? 1 : 1 - 1 / ratio);

const compared: number[] = [];
function expectClose(found: number, expected: number): void {
  compared.push(apart(found, expected));
  expect(compared.at(-1)).toBeLessThan(0.01);
}
afterAll(() =>
  recordProof('Laws 3 to 8 at generated values', {
    'weights each': ROWS * OUTPUTS,
    deviations: compared.length,
    'worst relative error': Math.max(...compared),
  }),
);

describe.each(technologies)('%s kernels', (name) => {
  let kernels: Kernels;
  beforeAll(async () => {
    kernels = await loadKernels(name);
  });
  const errorsOf = (experiment: Experiment): Float64Array => weightErrors({ kernels, ...experiment });
  const deviationOf = (experiment: Experiment): number => momentsOf(errorsOf(experiment)).deviation;

  it('law 3 at generated sigmas, ratios and weights', () => {
    fc.assert(
      fc.property(fc.record(drawn), ({ alpha, ratio, w, trial }) => {
        const device = { onOffRatio: ratio, ...normal('on_state', alpha) };
        const unit = alpha / closing(ratio);
        expectClose(deviationOf({ w, device, trial }), Math.SQRT2 * unit);
        expectClose(deviationOf({ w, device, trial, mapping: offset }), 2 * unit);
        expectClose(
          deviationOf({ w, device, trial, mapping: { scheme: 'reference_column' } }),
          2 * Math.SQRT2 * unit,
        );
      }),
      runs,
    );
  });

  it('law 4 at generated sigmas, ratios and weights', () => {
    fc.assert(
      fc.property(fc.record({ ...drawn, ratio: between(1.2, 200) }), ({ alpha, ratio, w, trial }) => {
        const device = { onOffRatio: ratio, ...normal('target', alpha) };
        const span = closing(ratio);
        const middle = (sign: number): number => 1 - span + (span * (1 + sign * w)) / 2;
        const pair = Math.hypot(1 - span + span * Math.abs(w), 1 - span);
        expectClose(deviationOf({ w, device, trial }), (alpha * pair) / span);
        const centred = Math.hypot(middle(1), middle(-1));
        expectClose(deviationOf({ w, device, trial, mapping: { centred: true } }), (alpha * centred) / span);
        expectClose(deviationOf({ w, device, trial, mapping: offset }), (2 * alpha * middle(1)) / span);
      }),
      runs,
    );
  });

  it('law 5 at generated sigmas, ratios and weights, draw for draw', () => {
    fc.assert(
      fc.property(fc.record({ ...drawn, ratio: between(1.2, 200) }), ({ alpha, ratio, w, trial }) => {
        const finite = errorsOf({ w, trial, device: { onOffRatio: ratio, ...normal('on_state', alpha) } });
        const infinite = errorsOf({ w, trial, device: normal('on_state', alpha / closing(ratio)) });
        const worst = finite.reduce((most, error, at) => Math.max(most, Math.abs(error - infinite[at])), 0);
        expect(worst).toBeLessThan((8 * 2 ** -24 * (1 + 6 * alpha)) / closing(ratio));
      }),
      runs,
    );
  });

  it('law 6 at generated sigmas, ratios and weights', () => {
    fc.assert(
      fc.property(
        fc.record({ ...drawn, of: fc.constantFrom('range' as const, 'on_state' as const) }),
        (values) => {
          const { w, trial, of, alpha, ratio } = values;
          const device = { onOffRatio: ratio, ...normal(of, alpha) };
          const two = deviationOf({ w, trial, device, mapping: { ...offset, cells: 2 } });
          expectClose(two, deviationOf({ w, trial, device }));
        },
      ),
      runs,
    );
  });

  it('law 7 at generated sigmas: a zero weight of a pair that cannot go below 0 S', () => {
    fc.assert(
      fc.property(fc.record({ alpha: between(0.01, 0.5), trial: drawn.trial }), ({ alpha, trial }) => {
        const device = { clip: 'nonnegative' as const, ...normal('range', alpha) };
        expectClose(deviationOf({ w: 0, trial, device }), 0.8256 * alpha);
      }),
      runs,
    );
  });

  it('law 8 at generated sigmas: a full weight with an ideal off state', () => {
    fc.assert(
      fc.property(fc.record({ s: between(0.02, 0.4), trial: drawn.trial }), ({ s, trial }) => {
        const law = { kind: 'lognormal', sigma: s, sigmaOn: null, sigmaOff: null, centre: 'median' } as const;
        const { mean, deviation } = momentsOf(errorsOf({ w: 1, trial, device: { programming: law } }));
        expectClose(1 + mean, Math.exp((s * s) / 2));
        expectClose(deviation / (1 + mean), Math.sqrt(Math.exp(s * s) - 1));
      }),
      runs,
    );
  });
});
