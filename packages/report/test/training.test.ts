import type { TrainingEpoch } from '@kirchhoff/plan';
import { csvText } from '../src/csv-text.js';
import { trainingCsv } from '../src/csv.js';

const epoch = (training: string, layers: TrainingEpoch['layers']): TrainingEpoch => ({
  training,
  repeat: 0,
  epoch: 1,
  learningRate: 0.01,
  trainingLoss: 1,
  trainingAccuracy: 0.5,
  testLoss: 0.5,
  testAccuracy: 0.25,
  gradientNorm: 2,
  noiseStrength: 1.5,
  layers,
});

it('writes a column for every layer of every network, empty where a network has no such layer', () => {
  const header =
    'training,repeat,epoch,learning_rate,training_loss,training_accuracy,test_accuracy,test_loss,gradient_norm,noise_strength';
  const layer = { weightSpread: 0.25, maxWeight: 2, weightNoise: 0.125 };
  const ofLayer = (name: string): string[] =>
    ['weight_spread', 'max_weight', 'weight_noise'].map((ending) => `${name}.${ending}`);
  expect(trainingCsv([epoch('one', { a: layer }), epoch('two', { b: layer })])).toBe(
    csvText(
      [...header.split(','), ...ofLayer('a'), ...ofLayer('b')],
      [
        ['one', 0, 1, 0.01, 1, 0.5, 0.25, 0.5, 2, 1.5, 0.25, 2, 0.125, null, null, null],
        ['two', 0, 1, 0.01, 1, 0.5, 0.25, 0.5, 2, 1.5, null, null, null, 0.25, 2, 0.125],
      ],
    ),
  );
});

it('writes the ranges of the layers whose ranges some training learned', () => {
  const plain = { weightSpread: 0.25, maxWeight: 2, weightNoise: 0.125 };
  const text = trainingCsv([
    epoch('one', { a: plain, b: plain }),
    epoch('two', { a: { ...plain, inputRange: 1.5, adcRange: 0.75 }, b: { ...plain, inputRange: 3 } }),
  ]);
  const [header, one, two] = text.split('\n').map((line) => line.split(',').slice(10));
  expect(header!.filter((name) => name.endsWith('_range'))).toEqual([
    'a.input_range',
    'a.adc_range',
    'b.input_range',
  ]);
  expect(one).toEqual(['0.25', '2', '0.125', '', '', '0.25', '2', '0.125', '']);
  expect(two).toEqual(['0.25', '2', '0.125', '1.5', '0.75', '0.25', '2', '0.125', '3']);
});
