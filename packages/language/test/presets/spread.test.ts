import type { Device, ProgrammingVariation } from '@kirchhoff/model';
import { presetText } from '../../src/presets/text.js';
import { read } from '../check/host.js';

const READ_VOLTAGE = 0.2;
const devices = read(presetText('standard/devices.kir') ?? '').study.devices;

const device = (name: string): Device => {
  const found = devices.find((known) => known.name === name);
  if (!found) throw new Error(name);
  return found;
};

/** sigma of a law [uS] at a target conductance [uS] (model.md section 2). */
function sigmaOf(law: ProgrammingVariation | undefined, target: number): number {
  if (law?.kind === 'polynomial') {
    const x = target / (law.scale.value * 1e6);
    const sum = law.sigma.reduce((total, { value }, power) => total + value * 1e6 * x ** power, 0);
    return Math.max(0, sum);
  }
  if (law?.kind === 'saturating') {
    const current = target * 1e-6 * READ_VOLTAGE;
    return ((law.limit.value * 1e6) / READ_VOLTAGE) * (1 - Math.exp(-current / law.at.value));
  }
  if (law?.kind === 'normal' && law.sigma.basis === 'target') return law.sigma.value * target;
  throw new Error(`a law without check values: ${law?.kind}`);
}

/** At targets [uS], the sigma [uS] of model.md section 10: its check values, and its formulas worked out. */
const spreads: readonly (readonly [string, readonly number[], readonly number[], number])[] = [
  ['rram_hfo2', [5, 100], [0.5, 10], 6],
  ['rram_wang', [10, 100], [0, 0], 6],
  ['pcm_joshi', [0, 1, 5, 12.5, 20, 25], [0.2635, 0.3402, 0.6096, 0.9527, 1.0847, 1.0554], 4],
  ['pcm_hermes_1', [0, 1.035, 2.5875, 5.175, 7.7625, 10.35], [0.158, 0.369, 0.614, 0.865, 0.975, 1.008], 3],
  ['pcm_hermes_2', [0, 2.07, 5.175, 10.35, 15.525, 20.7], [0.166, 0.558, 0.889, 0.991, 0.912, 1.093], 3],
  ['rram_neurram', [1, 10, 20, 30, 40], [0.722, 2.258, 2.023, 1.533, 1.103], 3],
  ['rram_neurram_day', [1, 10, 20, 30, 40], [1.222, 3.721, 3.909, 3.366, 2.651], 3],
  ['rram_milo', [50, 100, 150, 225], [4.327, 3.872, 3.416, 2.733], 3],
  ['rram_cmo_hfox', [9, 45, 88.2], [0.0104, 0.0489, 0.0951], 4],
  ['rram_cmo_hfox_coarse', [9, 45, 88.2], [0.1128, 0.5193, 1.007], 4],
  ['mram_binary', [80, 200], [4, 10], 6],
];

/** At currents [nA] at the read voltage, the sigma [nA]. */
const currents: typeof spreads = [
  ['sonos_40nm', [100, 400, 1600], [8.61, 17.83, 19.88], 2],
  ['sonos_40nm_day', [100, 400, 1600], [10.61, 22.58, 25.59], 2],
];

/** One unit of the last published digit: some check values are cut, not rounded. */
const lastDigit = (digits: number): number => 10 ** -digits;

describe('check values of model.md section 10', () => {
  it('are here for every device', () => {
    const named = [...spreads, ...currents].map(([name]) => name);
    expect(named.sort()).toEqual(devices.map(({ name }) => name).sort());
  });

  it.each(spreads)('%s: sigma of programming at %j uS is %j uS', (name, targets, expected, digits) => {
    const found = targets.map((target) => sigmaOf(device(name).programmingVariation, target));
    found.forEach((sigma, at) => expect(Math.abs(sigma - expected[at]!)).toBeLessThan(lastDigit(digits)));
  });

  it.each(currents)('%s: sigma of programming at %j nA is %j nA', (name, at, expected, digits) => {
    const found = at.map((nA) => sigmaOf(device(name).programmingVariation, (nA * 1e-3) / READ_VOLTAGE));
    found.forEach((sigma, index) =>
      expect(Math.abs(sigma * READ_VOLTAGE * 1e3 - expected[index]!)).toBeLessThan(lastDigit(digits)),
    );
  });

  it.each([
    [0.01, 0.0958, 0.045],
    [0.1, 0.0601, 0.0229],
    [0.5, 0.049, 0.008],
  ])(
    'pcm_joshi: the drift exponent at x = %d has a mean of %d and a deviation of %d',
    (x, mean, deviation) => {
      const { drift } = device('pcm_joshi');
      const at = (exponent: NonNullable<typeof drift>['nuSigma']): number => {
        if (exponent === undefined || !('kind' in exponent)) throw new Error('no clamped logarithm');
        const { slope, offset, low, high } = exponent;
        return Math.min(high.value, Math.max(low.value, slope.value * Math.log(x) + offset.value));
      };
      expect(drift).toMatchObject({ t0: { value: 20 }, scale: { value: 25e-6 } });
      expect(at(drift?.nu)).toBeCloseTo(mean, 4);
      expect(at(drift?.nuSigma)).toBeCloseTo(deviation, 4);
    },
  );

  it.each([
    [0.005, 0.83676],
    [0.1, 0.16446],
    [1, 0.03682],
  ])('pcm_joshi: read noise 20 s after programming at x = %d is %d of G', (x, expected) => {
    const noise = device('pcm_joshi').readNoise;
    if (noise?.kind !== 'one_over_f') throw new Error('no 1/f noise');
    const tRead = noise.tRead.value;
    const q = Math.min(noise.q.value / x ** noise.power.value, noise.limit.value);
    expect(noise.scale.value).toBe(25e-6);
    expect(q * Math.sqrt(Math.log((20 + tRead) / (2 * tRead)))).toBeCloseTo(expected, 4);
  });

  it.each([
    ['rram_cmo_hfox', 3600, -0.7288, 0.7557],
    ['rram_cmo_hfox_coarse', 86400, -1.0116, 0.8892],
  ])('%s: relaxation after %d s shifts by %d uS, deviation %d uS', (name, seconds, mean, deviation) => {
    const { relaxation } = device(name);
    const ln = Math.log(seconds);
    expect(relaxation!.meanPerLn.value * 1e6 * ln).toBeCloseTo(mean, 4);
    const { sigmaPerLn, sigma } = relaxation!;
    expect((sigmaPerLn!.value * ln + sigma!.value) * 1e6).toBeCloseTo(deviation, 4);
  });

  it('mram_binary is as uncertain in both of its two states', () => {
    const { onState, onOffRatio, levels } = device('mram_binary');
    expect(onState.value * 1e6).toBeCloseTo(200, 9);
    expect((onState.value / onOffRatio.value) * 1e6).toBeCloseTo(80, 9);
    expect(levels).toMatchObject({ value: 2 });
  });
});
