import type { TrainingEpoch } from '@kirchhoff/plan';
import { runawayNotes } from '../src/runaway.js';
import { plan, results } from './fixtures.js';

const experiment = plan.experiments.find(({ name }) => name === 'spread')!;

/** The log of one repeat with one layer, from its σ_W / max|W| and max|W| after every epoch. */
const logOf = (repeat: number, layer: readonly (readonly [spread: number, max: number])[]): TrainingEpoch[] =>
  layer.map(([weightSpread, maxWeight], at) => ({
    ...results.training[0]!,
    repeat,
    epoch: at + 1,
    layers: { fc: { weightSpread, maxWeight, weightNoise: 0 } },
  }));

const notesOf = (...repeats: Parameters<typeof logOf>[1][]): string[] =>
  runawayNotes(experiment, {
    ...results,
    training: repeats.flatMap((layer, repeat) => logOf(repeat, layer)),
  });

const kept = [
  [0.3, 0.2],
  [0.2, 0.4],
] as const;
const away = [
  [0.16, 0.39],
  [0.092, 1.2],
] as const;

it('warns of largest weights that ran away, with what they were and are', () => {
  expect(notesOf(away)).toEqual([
    'Warning: the largest weights ran away in the training: fc (max|W| from 0.39 to 1.2, σ_W / max|W| from 0.16 to 0.092). A chip spends its range on few weights then; bound them with clip_weights = 2.5 sigma.',
  ]);
});

it('counts the repeats in which they did, whichever these are', () => {
  expect(notesOf(kept, away, kept)).toEqual([
    expect.stringContaining('in the training, in 1 of 3 repeats: fc (max|W| from 0.39 to 1.2'),
  ]);
  expect(notesOf(away, away)[0]).toContain('in 2 of 2 repeats');
});

it('is silent where weights stay spread, or were as peaked from the first epoch on', () => {
  expect(notesOf(kept)).toEqual([]);
  expect(
    notesOf([
      [0.1, 1],
      [0.09, 1.2],
    ]),
  ).toEqual([]);
});
