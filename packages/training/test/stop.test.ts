import type { TrainingEpoch } from '@kirchhoff/plan';
import { collapse } from '../src/divergence.js';
import { shouldStop } from '../src/stop.js';
import { epochOf, job } from './fixtures.js';

const losses = (...values: number[]): TrainingEpoch[] =>
  values.map((testLoss, index) => epochOf({ epoch: index + 1, testLoss }));
const accuracies = (...values: number[]): TrainingEpoch[] =>
  values.map((trainingAccuracy, index) => epochOf({ epoch: index + 1, trainingAccuracy }));
const patient = { ...job, stopWhen: { kind: 'no_improvement', patience: 2 } };

describe('early stopping', () => {
  it('waits as many epochs as it was told for a smaller test loss', () => {
    expect(shouldStop(patient, losses(3, 2))).toBe(false);
    expect(shouldStop(patient, losses(3, 2, 2.5))).toBe(false);
    expect(shouldStop(patient, losses(3, 2, 2.5, 2))).toBe(true);
    expect(shouldStop(patient, losses(3, 2, 2.5, 1.9))).toBe(false);
  });

  it('never happens where it was not asked for', () => {
    expect(shouldStop(job, losses(1, 2, 3, 4, 5))).toBe(false);
  });
});

describe('collapse', () => {
  const weights = { 'fc.weights': { shape: [4], data: Float32Array.of(8, 0, 0, 0) } };

  it('is an answer by chance after something was learned, told with the epoch, the weights and what to change', () => {
    const failure = collapse(job, weights, accuracies(0.4, 0.9, 0.11), 10);
    expect(failure).toMatchObject({ kind: 'collapsed', epoch: 3 });
    expect(failure!.message).toBe(
      'in epoch 3 the training accuracy fell from 90.0 % to 11.0 %, which guessing would give',
    );
    expect(failure!.evidence!.layers).toMatchObject({ fc: { maxWeight: 8 } });
    expect(failure!.evidence!.advice[0]).toContain('a smaller learning_rate (its largest value is 0.01)');
  });

  it('is neither a slow start nor a bad epoch', () => {
    expect(collapse(job, weights, accuracies(0.1, 0.11), 10)).toBeUndefined();
    expect(collapse(job, weights, accuracies(0.9, 0.5), 10)).toBeUndefined();
  });
});
