import { scratch } from '../e2e/kir.js';
import { type Means, quickly } from './quick.js';

const folder = scratch();
const first = 'fc1.signal_to_error [dB]';
const chips = { 'trials  = 20': 'trials  = 3' };
const few = { 'trials  = 10': 'trials  = 2' };

const expectFalling = (values: readonly number[]): void =>
  values.slice(1).forEach((value, at) => expect(value).toBeLessThan(values[at]!));

describe('one cell per weight or two', () => {
  let means: Means;
  beforeAll(() => {
    means = quickly(folder, 'schemes', { ...chips, '[1.5, 2, 4, 10, 30, 100]': '[2, 4, 100]' });
  });
  const at = (law: string, ratio: string, scheme: string, column = first): number =>
    means({ experiment: 'schemes', law, ratio, scheme }, column);

  it.each(['2', '4', '100'])('a pair beats an offset, and that a reference column, at ratio %s', (ratio) => {
    for (const law of ['of_target', 'of_range', 'of_on_state']) {
      expectFalling(['pair', 'digital_offset', 'reference_column'].map((scheme) => at(law, ratio, scheme)));
      expect(at(law, ratio, 'pair', 'accuracy')).toBeGreaterThan(
        at(law, ratio, 'digital_offset', 'accuracy'),
      );
    }
  });

  it('by more where sigma goes by the target, and then by less as the ratio falls', () => {
    const lead = (law: string, ratio: string): number =>
      at(law, ratio, 'pair') - at(law, ratio, 'digital_offset');
    expect(lead('of_target', '100')).toBeGreaterThan(lead('of_on_state', '100') + 3);
    expectFalling(['100', '4', '2'].map((ratio) => lead('of_target', ratio)));
  });

  it('a centred pair has no such lead, and is better where sigma falls with the conductance', () => {
    expect(at('of_target', '100', 'centred_pair')).toBeLessThan(at('of_target', '100', 'pair') - 3);
    expect(at('of_range', '4', 'centred_pair')).toBeCloseTo(at('of_range', '4', 'pair'), 0);
    const falling = (scheme: string): number => means({ experiment: 'falling_spread', scheme }, first);
    expect(falling('centred_pair')).toBeGreaterThan(falling('pair'));
  });
});

describe('the range of a converter', () => {
  let means: Means;
  beforeAll(() => {
    means = quickly(folder, 'converters', { ...few, '3 to 11': '[3, 4, 5, 6, 7, 8, 9, 10]' });
  });
  const sizes = ['32 x 128', '128 x 128', '512 x 128'];
  const at = (range: string, size: string, bits: number, column = first): number =>
    means({ range, size, bits: String(bits) }, column);

  it('worst-case needs two to five bits more than calibrated', () => {
    for (const size of sizes) {
      const enough = 0.95 * at('calibrated', size, 10, 'accuracy');
      const needed = (range: string): number =>
        [3, 4, 5, 6, 7, 8, 9, 10].find((bits) => at(range, size, bits, 'accuracy') > enough) ?? 11;
      const cost = needed('worst_case') - needed('calibrated');
      expect(cost).toBeGreaterThanOrEqual(2);
      expect(cost).toBeLessThanOrEqual(5);
    }
  });

  it('costs more in taller arrays, calibrated hardly', () => {
    const losses = (range: string, bits: number): number[] => sizes.map((size) => at(range, size, bits));
    expectFalling(losses('worst_case', 8));
    const span = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);
    expect(span(losses('calibrated', 6))).toBeLessThan(span(losses('worst_case', 8)) / 2);
  });
});

describe('where a pair is subtracted', () => {
  let means: Means;
  beforeAll(() => {
    means = quickly(folder, 'subtraction', {
      ...few,
      '3 to 10': '[5, 7]',
      '[1.2, 2, 5, 20, 100]': '[1.2, 2, 20]',
    });
  });
  const at = (subtract: string, ratio: string, column = first): number =>
    means({ subtract, ratio, bits: '5' }, column);

  it('behind the converter costs more the lower the ratio', () => {
    expectFalling(['20', '2', '1.2'].map((ratio) => at('digital', ratio)));
    expectFalling(['20', '2', '1.2'].map((ratio) => at('digital', ratio, 'accuracy')));
  });

  it('before it the ratio does not matter', () => {
    expect(at('analog', '1.2')).toBeCloseTo(at('analog', '20'), 0);
    expect(at('analog', '1.2', 'accuracy')).toBeCloseTo(at('analog', '20', 'accuracy'), 1);
  });
});

describe('levels', () => {
  let means: Means;
  beforeAll(() => {
    means = quickly(folder, 'levels', {
      ...few,
      '[2, 3, 4, 6, 8, 12, 16, 32, 64]': '[2, 3, 4, 8, 16, 64]',
      '[0 % of range, 5 % of range, 15 % of range]': '[0 % of range, 15 % of range]',
    });
  });
  const at = (scheme: string, sigma: string, levels: string, column = first): number =>
    means({ scheme, sigma: `${sigma} % of range`, levels }, column);

  it('more are better, until the cells vary by more than one of them', () => {
    for (const scheme of ['differential_pair', 'digital_offset']) {
      expectFalling(['64', '16', '8', '4', '2'].map((levels) => at(scheme, '0', levels)));
      expect(at(scheme, '0', '64') - at(scheme, '0', '8')).toBeGreaterThan(5);
      expect(at(scheme, '15', '64') - at(scheme, '15', '8')).toBeLessThan(1);
    }
  });

  it('a pair needs fewer than a single cell', () => {
    expect(at('differential_pair', '0', '4')).toBeGreaterThan(at('digital_offset', '0', '4') + 3);
  });
});

describe('inputs bit by bit', () => {
  let means: Means;
  beforeAll(() => {
    means = quickly(folder, 'bit-serial', { 'trials  = 5': 'trials  = 2', '3 to 10': '[6]' });
  });
  const at = (range: string, bits: string): number =>
    means({ range, slice_bits: bits, encoding: bits === '8' ? 'amplitude' : 'bit_serial' }, first);

  it('save bits of a worst-case converter, the fewer at a time the more, and little where it is calibrated', () => {
    const worst = ['1', '2', '4', '8'].map((bits) => at('worst_case', bits));
    expectFalling(worst);
    expect(at('calibrated', '1')).toBeGreaterThan(at('calibrated', '8'));
    expect(at('calibrated', '1') - at('calibrated', '8')).toBeLessThan((worst[0]! - worst[3]!) * 0.8);
  });
});

describe('stuck cells', () => {
  let means: Means;
  beforeAll(() => {
    means = quickly(folder, 'stuck-cells', {
      ...chips,
      '[0 % of cells, 1 % of cells, 3 % of cells, 10 % of cells]': '[0 % of cells, 3 % of cells]',
      '[0 % of cells, 1 % of cells, 3 % of cells]': '[0 % of cells, 3 % of cells]',
    });
  });
  const at = (scheme: string, on: number, off: number): number =>
    means({ scheme, stuck_on: `${on} % of cells`, stuck_off: `${off} % of cells` });

  it('in the on state hurt a pair more than in the off state', () => {
    expectFalling([
      at('differential_pair', 0, 0),
      at('differential_pair', 0, 3),
      at('differential_pair', 3, 0),
    ]);
  });

  it('in the off state hurt a single cell more than a pair', () => {
    for (const scheme of ['digital_offset', 'reference_column'])
      expect(at(scheme, 0, 3)).toBeLessThan(at('differential_pair', 0, 3));
  });

  it('of one kind hurt a digital offset more than both together', () => {
    expect(at('digital_offset', 3, 3)).toBeGreaterThan(at('digital_offset', 3, 0));
  });
});

describe('drift', () => {
  let means: Means;
  beforeAll(() => {
    means = quickly(folder, 'drift', {
      ...few,
      '[20 s, 5 min, 1 h, 1 day, 30 days, 1 year, 10 years]': '[20 s, 1 day, 10 years]',
    });
  });
  const at = (time: string, compensate: string): number => means({ time, compensate }, first);

  it('takes signal with time, and one common correction brings most of it back', () => {
    expectFalling(['20 s', '1 day', '10 years'].map((time) => at(time, 'none')));
    expect(at('10 years', 'global')).toBeGreaterThan(at('10 years', 'none') + 6);
    expect(at('10 years', 'global')).toBeLessThan(at('20 s', 'global'));
  });
});

describe('variation and noise of the same sigma', () => {
  it('give the same mean accuracy of a dense network and another spread over chips', () => {
    const means = quickly(folder, 'static-or-per-read', {
      'trials  = 30': 'trials  = 8',
      '[fully_connected, convolutional]': '[fully_connected]',
    });
    const at = (variation: string, column?: string): number => means({ variation }, column);
    const half = (variation: string): number => at(variation, 'accuracy high') - at(variation);
    expect(half('static')).toBeGreaterThan(1.5 * half('per_read'));
    expect(Math.abs(at('static') - at('per_read'))).toBeLessThan(half('static') + half('per_read'));
    expect(at('static', first)).toBeCloseTo(at('per_read', first), 0);
  });
});
