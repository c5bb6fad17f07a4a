import type { Plan, Results, TrialResult } from '@kirchhoff/plan';

const axis = (name: string, label: string, scale: number, values: [string, number | null][]) => ({
  name,
  unit: { label, scale, si: label === 'mV' ? 'V' : '' },
  values: values.map(([text, number]) => ({ label: text, number })),
});

/** Two experiments: sigma x ratio (two repeats, four chips), and schemes (one repeat, three chips). */
export const plan: Plan = {
  planVersion: 1,
  resultsVersion: 1,
  data: {},
  networks: {},
  trainings: {},
  chips: {},
  mappings: {},
  experiments: [
    {
      name: 'spread',
      description: 'How much variation?',
      axes: [
        axis('sigma', '% of target', 100, [
          ['0 %', 0],
          ['10 %', 0.1],
        ]),
        axis('ratio', '', 1, [
          ['3', 3],
          ['30', 30],
        ]),
      ],
      points: [
        [0, 0],
        [0, 1],
        [1, 0],
        [1, 1],
      ].map((coordinates) => ({
        coordinates,
        network: 'n',
        data: 'd',
        weights: { kind: 'training', training: 't' } as const,
        chip: 'c',
        mapping: 'm',
        keepDigital: [],
        vary: null,
      })),
      trials: { from: 4, to: 4 },
      until: null,
      finds: [],
      requires: [],
      confidence: 0.95,
      seed: 1,
      seedPerPoint: false,
      compareTo: 'software',
      metrics: null,
    },
    {
      name: 'schemes',
      description: null,
      axes: [
        axis('scheme', '', 1, [
          ['differential_pair', null],
          ['digital_offset', null],
        ]),
        axis('voltage', 'mV', 1000, [['200 mV', 0.2]]),
      ],
      points: [
        [0, 0],
        [1, 0],
      ].map((coordinates) => ({
        coordinates,
        network: 'n',
        data: 'd',
        weights: { kind: 'training', training: 't' } as const,
        chip: 'c',
        mapping: 'm',
        keepDigital: [],
        vary: null,
      })),
      trials: { from: 3, to: 3 },
      until: null,
      finds: [],
      requires: [],
      confidence: 0.9,
      seed: 1,
      seedPerPoint: false,
      compareTo: 'ideal_chip',
      metrics: null,
    },
  ],
  reports: [],
};

function trialsOf(
  experiment: string,
  point: number,
  repeat: number,
  accuracies: readonly number[],
): TrialResult[] {
  return accuracies.map((accuracy, trial) => ({
    experiment,
    point,
    repeat,
    trial,
    accuracy,
    accuracyLossSoftware: 0.98 - accuracy,
    accuracyLossIdealChip: 0.97 - accuracy,
    crossEntropy: 1 - accuracy,
    agreement: accuracy,
  }));
}

export const results: Results = {
  trials: [
    ...[0, 1, 2, 3].flatMap((point) =>
      [0, 1].flatMap((repeat) =>
        trialsOf(
          'spread',
          point,
          repeat,
          [0.9, 0.92, 0.94, 0.96].map((accuracy) => accuracy - 0.01 * point - 0.02 * repeat),
        ),
      ),
    ),
    ...[0, 1].flatMap((point) => trialsOf('schemes', point, 0, [0.8 - 0.1 * point, 0.82, 0.84])),
  ],
  baselines: [
    ...[0, 1, 2, 3].flatMap((point) =>
      [0, 1].map((repeat) => ({
        experiment: 'spread',
        point,
        repeat,
        softwareAccuracy: 0.98,
        idealChipAccuracy: 0.97,
      })),
    ),
    ...[0, 1].map((point) => ({
      experiment: 'schemes',
      point,
      repeat: 0,
      softwareAccuracy: 0.98,
      idealChipAccuracy: 0.97,
    })),
  ],
  training: [1, 2, 3].flatMap((epoch) =>
    [0, 1].map((repeat) => ({
      training: 't',
      repeat,
      epoch,
      learningRate: 1e-3,
      trainingLoss: 1 / epoch,
      trainingAccuracy: 0.9,
      testAccuracy: 0.9,
      testLoss: 0.4,
      gradientNorm: 1,
      noiseStrength: 0.5,
      layers: { fc: { weightSpread: 0.4 / epoch, maxWeight: 0.5, weightNoise: 0.1 } },
    })),
  ),
  images: {},
};
