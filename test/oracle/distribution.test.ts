import type { Device } from '@kirchhoff/kernels';
import { type Cumulative, gaussian, kolmogorov, normalCumulative } from './distance.js';
import { laws, normal } from './laws.js';
import { recordProof } from '../proof/record.js';
import { conductances, targetOf } from './oneTarget.js';

/** Largest distance at 1e5 cells; a right law exceeds it with a probability of 1e-4. */
const CLOSE = 0.007;
const FRACTIONS = [0, 0.37, 1];

describe.each(laws)('%s', (_, programming, cumulative) => {
  it.each(FRACTIONS)('is the law of its equation at gamma = %s', (fraction) => {
    const cells = conductances({ device: { programming }, fraction });
    const distance = kolmogorov(cells, cumulative(targetOf(fraction)));
    recordProof('Kolmogorov-Smirnov distance of programmed cells', { cells: cells.length, distance });
    expect(distance).toBeLessThan(CLOSE);
  });
});

const rest = laws.filter(([name]) => /target$|mean$|absolute|pairs/.test(name));

describe.each(rest)('%s', (_, programming, cumulative) => {
  it('keeps its law where cells of a bit line share a part of it', () => {
    const shared = { perChip: 0, perColumn: 0.4 };
    const cells = conductances({
      device: { programming, shared },
      fraction: 0.37,
      inputs: 1,
      outputs: 100_001,
    });
    expect(kolmogorov(cells, cumulative(targetOf(0.37)))).toBeLessThan(CLOSE);
  });
});

const spread = normal({ of: 'absolute', siemens: 4e-6 });

it('write-verify: the law within the tolerance, what is left of it outside', () => {
  const device: Partial<Device> = {
    programming: spread,
    writeVerify: { tolerance: { of: 'absolute', siemens: 2e-6 }, attempts: 3 },
  };
  const target = targetOf(0.37);
  const within = normalCumulative(0.5) - normalCumulative(-0.5);
  const last = (1 - within) ** 2;
  const inside = (1 - (1 - within) ** 3) / within;
  const cumulative: Cumulative = (x) => {
    const z = (x - target) / 4e-6;
    const kept = normalCumulative(Math.min(0.5, Math.max(-0.5, z))) - normalCumulative(-0.5);
    return last * (normalCumulative(z) - kept) + inside * kept;
  };
  const cells = conductances({ device, fraction: 0.37 });
  expect(kolmogorov(cells, cumulative)).toBeLessThan(CLOSE);
});

it.each([
  ['nonnegative', 0, Infinity],
  ['range', 1e-5, 1e-4],
] as const)('clip = %s keeps the law inside and heaps the rest at the limits', (clip, low, high) => {
  const programming = normal({ of: 'absolute', siemens: 4e-5 });
  const target = targetOf(0.37);
  const law = gaussian(target, 4e-5);
  const ends = [Math.fround(low), Math.fround(high)] as const;
  const atoms = new Map([
    [ends[0], law(low)],
    [ends[1], 1 - law(high)],
  ]);
  const cells = conductances({ device: { programming, clip }, fraction: 0.37 });
  expect(kolmogorov(cells, (x) => (x >= ends[1] ? 1 : law(x)), atoms)).toBeLessThan(CLOSE);
  expect(cells.every((g) => g >= ends[0] && g <= ends[1])).toBe(true);
});

it('relaxation shifts and widens with ln t', () => {
  const relaxation = { time: 86_400, meanPerLn: -0.089e-6, sigmaPerLn: 0.042e-6, sigma: 0.4118e-6 };
  const logarithm = Math.log(86_400);
  const cells = conductances({ device: { relaxation }, fraction: 0.37 });
  const law = gaussian(targetOf(0.37) - 0.089e-6 * logarithm, (0.042 * logarithm + 0.4118) * 1e-6);
  expect(kolmogorov(cells, law)).toBeLessThan(CLOSE);
});

describe('drift', () => {
  const exponents = (drift: Pick<NonNullable<Device['drift']>, 'nu' | 'nuSigma'>): Float64Array => {
    const rest = { time: 86_400, t0: 20, scale: 1e-4, compensate: 'none' as const };
    const cells = conductances({ device: { drift: { ...drift, ...rest } }, fraction: 0.37 });
    const target = Math.fround(targetOf(0.37));
    return Float64Array.from(cells, (g) =>
      g === target ? 0 : -Math.log(g / target) / Math.log(86_400 / 20),
    );
  };

  it('has an exponent for every cell, none below 0', () => {
    const found = exponents({
      nu: { kind: 'number', value: 0.02 },
      nuSigma: { kind: 'number', value: 0.02 },
    });
    expect(kolmogorov(found, gaussian(0.02, 0.02), new Map([[0, normalCumulative(-1)]]))).toBeLessThan(CLOSE);
    expect(found.every((nu) => nu >= 0)).toBe(true);
  });

  it('has the mean and the spread of pcm_joshi at the conductance of the cell', () => {
    const clamped = (slope: number, offset: number, low: number, high: number) =>
      ({ kind: 'clamped_log', slope, offset, low, high }) as const;
    const cells = {
      nu: clamped(-0.0155, 0.0244, 0.01, 0.1),
      nuSigma: clamped(-0.0125, -0.0059, 0.001, 0.045),
    };
    const at = Math.log(targetOf(0.37) / 1e-4);
    const law = gaussian(-0.0155 * at + 0.0244, -0.0125 * at - 0.0059);
    expect(kolmogorov(exponents(cells), law)).toBeLessThan(CLOSE);
  });
});

it('a part shared by a chip is one normal for all its cells', () => {
  const device = { programming: spread, shared: { perChip: 0.3, perColumn: 0 } };
  const target = targetOf(0.37);
  const small = (trial: number) => conductances({ device, fraction: 0.37, inputs: 2, outputs: 2, trial });
  const first = Array.from({ length: 20_000 }, (_, trial) => small(trial));
  const z = (cell: number) => first.map((cells) => (cells[cell] - target) / 4e-6);
  const [one, two] = [z(0), z(2)];
  expect(kolmogorov(one, normalCumulative)).toBeLessThan(CLOSE * Math.sqrt(5));
  const product = one.reduce((sum, value, trial) => sum + value * two[trial], 0) / one.length;
  expect(Math.abs(product - 0.3)).toBeLessThan(0.03);
});
