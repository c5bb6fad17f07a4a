import { summaryCsv, trainingCsv, trialsCsv } from '../src/csv.js';
import { summarise } from '../src/summarise.js';
import { plan, results } from './fixtures.js';

const rows = (text: string): string[][] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));

describe('trials.csv', () => {
  const [header, ...body] = rows(trialsCsv(plan, results));

  it('has the columns that scripts rely on, units in the header', () => {
    expect(header).toEqual([
      'experiment',
      'point',
      'sigma',
      'ratio',
      'scheme',
      'voltage [V]',
      'repeat',
      'trial',
      'accuracy',
      'accuracy_loss_software',
      'accuracy_loss_ideal_chip',
      'cross_entropy',
      'agreement',
    ]);
  });

  it('has a row per chip, axes of other experiments empty, percentages as fractions, SI numbers', () => {
    expect(body).toHaveLength(results.trials.length);
    expect(body[8 * 2]!.slice(0, 8)).toEqual(['spread', '2', '0.1', '3', '', '', '0', '0']);
    expect(body.at(-1)!.slice(0, 6)).toEqual(['schemes', '1', '', '', 'digital_offset', '0.2']);
  });
});

describe('summary.csv', () => {
  const [header, ...body] = rows(summaryCsv(plan, summarise(plan, results)));

  it('begins with experiment, sweep names, trials and the estimates', () => {
    expect(header!.slice(0, 11)).toEqual([
      'experiment',
      'sigma',
      'ratio',
      'scheme',
      'voltage [V]',
      'trials',
      'mean(accuracy)',
      'deviation(accuracy)',
      'interval_low',
      'interval_high',
      'software_accuracy',
    ]);
    expect(header).toContain('between_repeats_deviation');
  });

  it('averages over chips and repeats, the interval over per-chip means', () => {
    const first = body[0]!;
    expect(first[5]).toBe('4');
    expect(Number(first[6])).toBeCloseTo(0.92, 12);
    // Per-chip means 0.89, 0.91, 0.93, 0.95: deviation sqrt(1/1500), t(0.975, 3) = 3.18244630528371.
    const half = (3.18244630528371 * Math.sqrt(1 / 1500)) / 2;
    expect(Number(first[8])).toBeCloseTo(0.92 - half, 9);
    expect(Number(first[9])).toBeCloseTo(0.92 + half, 9);
    expect(Number(first[header!.indexOf('between_repeats_deviation')])).toBeCloseTo(0.02 / Math.SQRT2, 9);
    expect(body.at(-1)![header!.indexOf('between_repeats_deviation')]).toBe('');
  });
});

it('writes the training log', () => {
  const [header, first] = rows(trainingCsv(results.training));
  expect(header![3]).toBe('learning_rate');
  expect(first).toEqual(['t', '0', '1', '0.001', '1', '0.9', '0.9', '0.3', '1', '0']);
});
