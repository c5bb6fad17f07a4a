import type { PlanEstimate } from '@kirchhoff/plan';
import { evaluate, titleOfEstimate } from '../src/estimate.js';
import { plan, results } from './fixtures.js';

const experiment = plan.experiments[0]!;
const trials = results.trials.filter(
  (trial) => trial.experiment === 'spread' && trial.point === 0 && trial.repeat === 0,
);
const make = (part: Partial<PlanEstimate>): PlanEstimate => ({
  kind: 'mean',
  of: 'accuracy',
  level: null,
  when: null,
  ...part,
});

it.each([
  [make({}), 0.93, 'mean accuracy [%]'],
  [make({ kind: 'median' }), 0.93, 'median accuracy [%]'],
  [make({ kind: 'quantile', level: 0.25 }), 0.915, '25 % quantile of accuracy [%]'],
  [
    make({ kind: 'yield', of: 'accuracy_loss', when: { operator: '<', bound: 0.05 } }),
    0.5,
    'yield (accuracy loss < 5 %) [% of chips]',
  ],
  [make({ kind: 'deviation' }), Math.sqrt(1 / 1500), 'deviation accuracy [%]'],
])('%j', (estimate, value, title) => {
  expect(evaluate(estimate, trials, experiment, {})).toBeCloseTo(value, 12);
  expect(titleOfEstimate(estimate)).toBe(title);
});

it('measures the loss against the baseline of compare_to', () => {
  const schemes = plan.experiments[1]!;
  const own = results.trials.filter((trial) => trial.experiment === 'schemes' && trial.point === 0);
  expect(evaluate(make({ of: 'accuracy_loss' }), own, schemes, {})).toBeCloseTo(0.97 - 0.82, 12);
});
