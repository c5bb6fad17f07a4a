import { scratch } from '../e2e/kir.js';
import { type Means, type Ran, together, trainings, wholly } from './quick.js';

const folder = scratch();
const of = (value: number): string => String(value);

/** The strength among some that gives the most. */
const bestOf = (strengths: readonly number[], at: (strength: number) => number): number =>
  strengths.reduce((a, b) => (at(b) > at(a) ? b : a));

const expectRising = (values: readonly number[]): void =>
  values.slice(1).forEach((value, at) => expect(value).toBeGreaterThan(values[at]!));

describe.each(['digits', 'fashion'])('three trainings and thirty chips a point, %s:', (images) => {
  const studied = (name: string): (() => Means) => {
    let means: Means;
    beforeAll(() => {
      means = wholly(folder, name);
    });
    return () => (labels, column) => means({ images, ...labels }, column);
  };

  describe('injected variation', () => {
    const means = studied('injection');
    const at = (strength: number, sigma: number): number =>
      means()({ strength: of(strength), sigma: `${sigma} % of range` });

    it('raises the accuracy at the deployed spread, up to it', () => {
      expectRising([0, 0.5, 1].map((strength) => at(strength, 10)));
      expectRising([0, 0.5, 1, 1.5].map((strength) => at(strength, 15)));
      expectRising([0, 0.5, 1, 1.5, 2].map((strength) => at(strength, 20)));
    });

    it.each([10, 15, 20])('is best at or above the deployed %d %%, and not at four times 10 %%', (sigma) => {
      const best = bestOf([0, 0.5, 1, 1.5, 2, 3, 4], (strength) => at(strength, sigma));
      expect(best).toBeGreaterThanOrEqual(sigma / 10);
      expect(best).toBeLessThan(4);
    });
  });

  describe('a bound on the weights', () => {
    const means = studied('clipping');
    const at = (weights: string, strength: number, sigma: number): number =>
      means()({ weights, strength: of(strength), sigma: `${sigma} % of range` });

    it.each([10, 20])('helps by itself at %d %%, and more with injection than either alone', (sigma) => {
      expect(at('clipped', 0, sigma)).toBeGreaterThan(at('free', 0, sigma) + 0.05);
      expect(at('clipped', 1, sigma)).toBeGreaterThan(at('clipped', 0, sigma) + 0.03);
      expect(at('clipped', 1, sigma)).toBeGreaterThan(at('free', 1, sigma) + 0.02);
    });
  });

  describe('noise that follows the largest weight', () => {
    const means = studied('run-away');
    const at = (weights: string, strength: number): number => means()({ weights, strength: of(strength) });

    it('ruins a training that nothing bounds', () => {
      expect(at('free', 2)).toBeLessThan(at('free', 0) - 0.2);
      expect(at('free', 2)).toBeLessThan(at('clipped', 2) - 0.2);
    });
  });

  describe('a rate that decays', () => {
    const means = studied('high-rates');
    const gain = (strength: number): number => {
      const at = (schedule: string): number => means()({ schedule, strength: of(strength) });
      return at('cosined') - at('constant_rate');
    };

    it('matters mostly together with injection', () => {
      expect(gain(1)).toBeGreaterThan(0.02);
      expect(Math.abs(gain(0))).toBeLessThan(gain(1) / 2);
    });
  });

  describe('converters in the training', () => {
    const worst = studied('worst-case-converters');
    const calibrated = studied('converters');
    const learned = studied('learned-ranges');
    const gain = (means: Means, bits: number): number =>
      means({ training: 'aware', bits: of(bits) }) - means({ training: 'control', bits: of(bits) });

    it('win back accuracy at few bits', () => {
      for (const bits of [4, 5, 6]) expect(gain(worst(), bits)).toBeGreaterThan(0.02);
      expect(gain(calibrated(), 3)).toBeGreaterThan(0);
    });

    it('win back most where ranges are learned: half a bit and more', () => {
      const at = (training: string, bits: number): number => learned()({ training, bits: of(bits) });
      for (const bits of [3, 4, 5, 6])
        expect(at('learned', bits)).toBeGreaterThan(at('calibrated', bits) + 0.002);
      const untrained = (bits: number): number => calibrated()({ training: 'control', bits: of(bits) });
      for (const bits of [3, 4])
        expect(at('learned', bits)).toBeGreaterThan((untrained(bits) + untrained(bits + 1)) / 2);
    });
  });

  describe('the same cells in the training', () => {
    const means = studied('ratios');
    const at = (training: string, scheme: string, ratio: number): number =>
      means()({ training, scheme, ratio: of(ratio) });

    it.each(['differential_pair', 'digital_offset', 'reference_column'])(
      'win at low ratios, %s',
      (scheme) => {
        for (const ratio of [3, 10])
          expect(at('same_cells', scheme, ratio)).toBeGreaterThan(at('control', scheme, ratio));
      },
    );
  });
});

describe('a network of somebody else, tuned on the cells', () => {
  let means: Means;
  beforeAll(() => {
    means = wholly(folder, 'resnet20-fine-tuning');
  });
  const at = (training: string): number => means({ training });

  it('gains from two passes, and more where they meet the spread', () => {
    expect(at('control')).toBeGreaterThan(means({ experiment: 'as_imported' }));
    expect(at('injected')).toBeGreaterThan(at('control') + 0.004);
    expect(at('stronger')).toBeGreaterThan(at('control') + 0.004);
  });
});

describe('in a quick form', () => {
  const quick = { '[digits, fashion]': '[digits]', 'trials = 30': 'trials = 6' };
  let run: Ran;
  beforeAll(() => {
    run = together(
      folder,
      {
        converters: { parts: {} },
        injection: {
          experiment: 'injection',
          parts: {
            ...quick,
            '[0, 0.5, 1, 1.5, 2, 3, 4]': '[0, 1, 2]',
            '[10 % of range, 15 % of range, 20 % of range]': '[10 % of range, 20 % of range]',
          },
        },
        clipping: {
          experiment: 'clipping',
          parts: { ...quick, '[0, 1, 4]': '[0]', '[10 % of range, 20 % of range]': '[20 % of range]' },
        },
        'run-away': {
          experiment: 'run_away',
          parts: { ...quick, 'constant(5e-2)': 'constant(1e-1), weight_decay = 5e-3', '[0, 1, 2]': '[0, 2]' },
        },
        'worst-case-converters': {
          experiment: 'worst_case_converters',
          parts: { ...quick, '[3, 4, 5, 6]': '[5]' },
        },
      },
      trainings,
    );
  });
  const injected = (strength: number, sigma: number): number =>
    run.means({ experiment: 'injection', strength: of(strength), sigma: `${sigma} % of range` });

  it('injected variation raises the accuracy at the spread that it trains for', () => {
    expect(injected(1, 10)).toBeGreaterThan(injected(0, 10) + 0.02);
    expect(injected(2, 20)).toBeGreaterThan(injected(0, 20) + 0.08);
    expect(injected(1, 20)).toBeGreaterThan(injected(0, 20) + 0.05);
  });

  it('a training is set beside its control in the answer', () => {
    expect(run.text).toContain('injection: trainings against the control, strength = 0');
  });

  it('a bound helps by itself', () => {
    const at = (weights: string): number => run.means({ experiment: 'clipping', weights });
    expect(at('clipped')).toBeGreaterThan(at('free'));
  });

  it('noise that follows the largest weight makes free weights run away, and the answer warns of it', () => {
    const at = (weights: string, strength: number): number =>
      run.means({ experiment: 'run_away', weights, strength: of(strength) });
    expect(at('free', 2)).toBeLessThan(at('free', 0) - 0.2);
    expect(at('free', 2)).toBeLessThan(at('clipped', 2) - 0.2);
    const warnings = run.text.match(/Warning: the largest weights ran away in the training at .*/g) ?? [];
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(/ at weights, strength = free, 2: dense_1 \(max\|W\| from /);
  });

  it('converters in the training win back accuracy where there are few of their codes', () => {
    const at = (training: string): number => run.means({ experiment: 'worst_case_converters', training });
    expect(at('aware')).toBeGreaterThan(at('control') + 0.05);
  });
});
