import { accuracyInterval } from '../src/accuracy-interval.js';
import { summaryCsv } from '../src/csv.js';
import { summarise } from '../src/summarise.js';
import { summaryGrid } from '../src/summary-grid.js';
import { plan, results } from './fixtures.js';

const [first, ...rest] = summarise(plan, results);
const wide = { ...first!, mean: 0.98, intervalLow: 0.9512, intervalHigh: 1.0088 };
const low = { ...first!, mean: 0.02, intervalLow: -0.01, intervalHigh: 0.05 };

it('prints the part of an interval that an accuracy can have', () => {
  expect(accuracyInterval(wide)).toEqual([0.9512, 1]);
  expect(accuracyInterval(low)).toEqual([0, 0.05]);
  expect(accuracyInterval({ ...wide, intervalLow: NaN, intervalHigh: NaN })).toBeUndefined();
  const { rows, header } = summaryGrid(plan.experiments[0]!, [wide, ...rest]);
  expect(rows[0]![header.indexOf('95 % interval [%]')]).toBe('95.12 – 100.00');
});

it('leaves the interval whole in summary.csv', () => {
  expect(summaryCsv(plan, [wide, ...rest]).split('\n')[1]).toContain(',0.9512,1.0088,');
});
