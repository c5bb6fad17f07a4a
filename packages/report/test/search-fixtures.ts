import type { Plan, PlanExperiment, Results, TrialResult } from '@kirchhoff/plan';
import { plan } from './fixtures.js';

const sigmas = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8];
const bits = [4, 5, 6, 7];
/** Largest sigma that passes, by bits; none at 4 bits. */
export const limits = [-1, 3, 5, 6];

const numbers = (values: readonly number[], unit: string) =>
  values.map((number) => ({ label: unit === '%' ? `${number * 100} %` : String(number), number }));

/** `find smallest bits`, `find largest sigma`, ten chips a point, half of the chips must pass. */
export const searched: PlanExperiment = {
  ...plan.experiments[0]!,
  name: 'limits',
  axes: [
    { name: 'bits', unit: { label: '', scale: 1, si: '' }, values: numbers(bits, '') },
    { name: 'sigma', unit: { label: '% of target', scale: 100, si: '' }, values: numbers(sigmas, '%') },
  ],
  points: bits.flatMap((_, bit) =>
    sigmas.map((_sigma, sigma) => ({ ...plan.experiments[0]!.points[0]!, coordinates: [bit, sigma] })),
  ),
  trials: { from: 10, to: 10 },
  finds: [
    {
      goal: 'smallest',
      name: 'bits',
      path: [],
      from: 4,
      to: 7,
      step: null,
      within: null,
      unit: { label: '', scale: 1, si: '' },
    },
    {
      goal: 'largest',
      name: 'sigma',
      path: [],
      from: 0,
      to: 0.8,
      step: 0.1,
      within: null,
      unit: { label: '% of target', scale: 100, si: '' },
    },
  ],
  requires: [
    {
      left: { kind: 'yield', of: 'accuracy_loss', level: null, when: { operator: '<', bound: 0.01 } },
      operator: '>=',
      bound: 0.5,
    },
  ],
};

const trialsAt = (point: number): TrialResult[] => {
  const passes = point % sigmas.length <= limits[Math.floor(point / sigmas.length)]!;
  const accuracy = passes ? 0.975 : 0.9;
  return Array.from({ length: 10 }, (_, trial) => ({
    experiment: 'limits',
    point,
    repeat: 0,
    trial,
    accuracy,
    accuracyLossSoftware: 0.98 - accuracy,
    accuracyLossIdealChip: 0.98 - accuracy,
    crossEntropy: 1,
    agreement: 1,
  }));
};

export const searchPlan: Plan = { ...plan, experiments: [searched] };

/** Every point that a search could ask for. */
export const searchResults: Results = {
  trials: searched.points.flatMap((_, point) => trialsAt(point)),
  baselines: searched.points.map((_, point) => ({
    experiment: 'limits',
    point,
    repeat: 0,
    softwareAccuracy: 0.98,
    idealChipAccuracy: 0.98,
  })),
  training: [],
  images: { d: 100 },
};
