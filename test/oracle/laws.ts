import { measuredTable, type ProgrammingLaw } from '@kirchhoff/kernels';
import { type Cumulative, gaussian, normalCumulative } from './distance.js';
import { readVoltage } from './oneTarget.js';

export const normal = (sigma: Extract<ProgrammingLaw, { kind: 'normal' }>['sigma']): ProgrammingLaw => ({
  kind: 'normal',
  sigma,
});
const uniform = (halfWidth: Extract<ProgrammingLaw, { kind: 'uniform' }>['halfWidth']): ProgrammingLaw => ({
  kind: 'uniform',
  halfWidth,
});
const box =
  (middle: number, half: number): Cumulative =>
  (x) =>
    Math.min(1, Math.max(0, (x - middle + half) / (2 * half)));
const lognormal = (sigma: number, centre: 'median' | 'mean'): ProgrammingLaw => ({
  kind: 'lognormal',
  sigma,
  sigmaOn: null,
  sigmaOff: null,
  centre,
});
const joshi = [0.26348e-6, 1.965e-6, -1.1731e-6];
/** Table of moments: mean t + 1 uS + 2 % of t, sigma 1 uS + 5 % of t; straight lines, so any target is exact. */
const targets = Float64Array.of(5e-6, 4e-5, 1.2e-4);
const moments = measuredTable({
  target: targets,
  value: null,
  mean: targets.map((t) => 1.02 * t + 1e-6),
  sigma: targets.map((t) => 1e-6 + 0.05 * t),
});
/** Table of pairs: residuals (k / 4)^2 uS at 10 uS and three times that at 110 uS, so (1 + t / 50 uS) of them between. */
const squares = [0, 1, 2, 3, 4].map((k) => (k / 4) ** 2 * 1e-6);
const pairs = measuredTable({
  target: Float64Array.from([...squares.map(() => 1e-5), ...squares.map(() => 1.1e-4)]),
  value: Float64Array.from([...squares.map((r) => 1e-5 + r), ...squares.map((r) => 1.1e-4 + 3 * r)]),
  mean: null,
  sigma: null,
});
function pairsCumulative(t: number): Cumulative {
  const stretch = 1 + (t - 1e-5) / 5e-5;
  const corners = squares.map((r) => t + stretch * r);
  return (x) => {
    if (x <= corners[0]) return 0;
    const above = corners.findIndex((corner) => x < corner);
    if (above < 0) return 1;
    return (above - 1 + (x - corners[above - 1]) / (corners[above] - corners[above - 1])) / 4;
  };
}

/** Every law of programming (model.md section 2) with its distribution at a target [S], for cells from 10 to 100 uS. */
export const laws: readonly (readonly [string, ProgrammingLaw, (target: number) => Cumulative])[] = [
  ['normal, sigma of target', normal({ of: 'target', fraction: 0.05 }), (t) => gaussian(t, 0.05 * t)],
  ['normal, sigma of range', normal({ of: 'range', fraction: 0.05 }), (t) => gaussian(t, 0.05 * 9e-5)],
  ['normal, sigma of on_state', normal({ of: 'on_state', fraction: 0.05 }), (t) => gaussian(t, 0.05 * 1e-4)],
  ['normal, absolute sigma', normal({ of: 'absolute', siemens: 2e-6 }), (t) => gaussian(t, 2e-6)],
  [
    'lognormal about the median',
    lognormal(0.3, 'median'),
    (t) => (g) => normalCumulative(Math.log(g / t) / 0.3),
  ],
  [
    'lognormal about the mean',
    lognormal(0.3, 'mean'),
    (t) => (g) => normalCumulative(Math.log(g / t) / 0.3 + 0.15),
  ],
  [
    'lognormal in R',
    { kind: 'lognormal', sigma: null, sigmaOn: 0.05, sigmaOff: 0.5, centre: 'mean' },
    (t) => (g) => {
      const s = 0.05 + (0.45 * (1 / t - 1e4)) / 9e4;
      return 1 - normalCumulative((Math.log(t / g) + (s * s) / 2) / s);
    },
  ],
  ['uniform of target', uniform({ of: 'target', fraction: 0.1 }), (t) => box(t, 0.1 * t)],
  ['uniform of range', uniform({ of: 'range', fraction: 0.1 }), (t) => box(t, 0.1 * 9e-5)],
  ['uniform of on_state', uniform({ of: 'on_state', fraction: 0.1 }), (t) => box(t, 0.1 * 1e-4)],
  ['uniform, absolute', uniform({ of: 'absolute', siemens: 3e-6 }), (t) => box(t, 3e-6)],
  [
    'polynomial',
    { kind: 'polynomial', scale: 1e-4, sigma: joshi },
    (t) => gaussian(t, joshi[0] + joshi[1] * (t / 1e-4) + joshi[2] * (t / 1e-4) ** 2),
  ],
  [
    'saturating',
    { kind: 'saturating', limit: 5e-7, at: 5e-6 },
    (t) => gaussian(t, (5e-7 * (1 - Math.exp((-t * readVoltage) / 5e-6))) / readVoltage),
  ],
  [
    'table of mean and sigma',
    { kind: 'table', table: moments },
    (t) => gaussian(1.02 * t + 1e-6, 1e-6 + 0.05 * t),
  ],
  ['table of pairs', { kind: 'table', table: pairs }, pairsCumulative],
];
