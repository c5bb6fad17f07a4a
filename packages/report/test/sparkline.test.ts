import { sparklines } from '../src/sparkline.js';
import { summarise } from '../src/summarise.js';
import { plan, results } from './fixtures.js';
import { searched, searchPlan, searchResults } from './search-fixtures.js';

describe('sparklines', () => {
  it('draw the mean accuracy over the first axis of numbers, a line per value of the others', () => {
    expect(sparklines(plan.experiments[0]!, summarise(plan, results))).toEqual([
      'ratio = 3   █▃  92.00 % to 90.00 %, over sigma',
      'ratio = 30  ▆▁  91.00 % to 89.00 %, over sigma',
    ]);
  });

  it('are left out of searches and where no axis is of numbers', () => {
    expect(sparklines(searched, summarise(searchPlan, searchResults))).toEqual([]);
    expect(sparklines(plan.experiments[1]!, summarise(plan, results))).toEqual([]);
  });
});
