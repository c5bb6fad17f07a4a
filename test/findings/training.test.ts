import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratch } from '../e2e/kir.js';
import { type Means, quickly, trainings } from './quick.js';

const folder = scratch();
const quick = { '[digits, fashion]': '[digits]', 'trials = 30': 'trials = 6' };

const page = (name: string, report: string): string =>
  readFileSync(join(folder, 'out', name, `${report}.html`), 'utf8');

describe('injected variation', () => {
  const strengths = [0, 1, 2, 4];
  let means: Means;
  beforeAll(() => {
    means = quickly(
      folder,
      'injection',
      {
        ...quick,
        '[0, 0.5, 1, 1.5, 2, 3, 4]': `[${strengths.join(', ')}]`,
        '[10 % of range, 15 % of range, 20 % of range]': '[10 % of range, 20 % of range]',
      },
      trainings,
    );
  });
  const at = (strength: number, sigma: number): number =>
    means({ strength: String(strength), sigma: `${sigma} % of range` });
  const best = (sigma: number): number => strengths.reduce((a, b) => (at(b, sigma) > at(a, sigma) ? b : a));

  it('raises the accuracy at the spread that it trains for', () => {
    expect(at(1, 10)).toBeGreaterThan(at(0, 10) + 0.03);
    expect(at(2, 20)).toBeGreaterThan(at(1, 20));
    expect(at(1, 20)).toBeGreaterThan(at(0, 20) + 0.05);
  });

  it('is best at or above the deployed spread, and not at four times it', () => {
    expect(best(10)).toBeGreaterThanOrEqual(1);
    expect(best(10)).toBeLessThan(4);
    expect(best(20)).toBeGreaterThanOrEqual(2);
  });

  it('is set beside its control on the page', () => {
    expect(page('injection', 'injection_report')).toContain('trainings against the control, strength = 0');
  });
});
