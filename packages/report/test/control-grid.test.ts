import type { PlanExperiment, Results } from '@kirchhoff/plan';
import { controlGrid } from '../src/control-grid.js';
import { summarise } from '../src/summarise.js';
import { plan, results } from './fixtures.js';

const base = plan.experiments[0]!;
const words = (name: string, values: readonly string[]): PlanExperiment['axes'][number] => ({
  name,
  unit: { label: '', scale: 1, si: '' },
  values: values.map((label) => ({ label, number: null })),
});

/** Two ways to train at two deployed spreads. */
const experiment: PlanExperiment = {
  ...base,
  axes: [words('training', ['plain', 'injected']), words('sigma', ['5 %', '10 %'])],
  points: [0, 1].flatMap((training) =>
    [0, 1].map((sigma) => ({
      ...base.points[0]!,
      coordinates: [training, sigma],
      weights: { kind: 'training' as const, training: `t${training}` },
      chip: `c${sigma}`,
    })),
  ),
};

const chips = [0, 1, 2, 3, 4, 5, 6, 7];
const wobble = (chip: number, repeat: number): number => 0.004 * Math.sin(7 * chip + 3 * repeat);

/** Accuracies at a point by what injection adds to it; chips lie far apart, all points have the same. */
const trialsOf = (added: readonly number[]): Results['trials'] =>
  added.flatMap((gain, point) =>
    [0, 1, 2].flatMap((repeat) =>
      chips.map((chip) => ({
        ...results.trials[0]!,
        experiment: experiment.name,
        point,
        repeat,
        trial: chip,
        accuracy: 0.7 + 0.02 * chip + gain + (gain === 0 ? 0 : wobble(chip, repeat)),
      })),
    ),
  );

const gridOf = (changed: Partial<PlanExperiment>, added: readonly number[]) => {
  const own = { ...experiment, ...changed };
  const all: Results = {
    ...results,
    trials: trialsOf(added),
    baselines: results.baselines
      .slice(0, 1)
      .flatMap((baseline) =>
        [0, 1, 2, 3].map((point) => ({ ...baseline, experiment: experiment.name, point })),
      ),
  };
  return controlGrid(own, all, summarise({ ...plan, experiments: [own] }, all));
};

it('compares every training with the first one on the same chips, all else equal', () => {
  const { header, rows } = gridOf({}, [0, 0, 1e-4, 0.1])!;
  const column = (name: string): string[] => rows.map((row) => row[header.indexOf(name)]!);
  expect(column('verdict')).toEqual(['control', 'control', 'no difference', 'better']);
  expect(Number(column('difference to the control [points]')[3])).toBeCloseTo(10, 0);
  const [low, high] = column('95 % interval [points]')[3]!.split(' to ').map(Number);
  expect(high! - low!).toBeLessThan(1);
  expect(low).toBeGreaterThan(9);
  expect(Number(column('deviation over chips [points]')[0])).toBeGreaterThan(4);
});

it('says where a training is worse', () => {
  expect(gridOf({}, [0, 0, 1e-4, -0.1])!.rows.at(-1)!.at(-1)).toBe('worse');
});

it('is not there where points have other chips, or the trainings are for other images', () => {
  expect(gridOf({ seedPerPoint: true }, [0, 0, 0.1, 0.1])).toBeUndefined();
  const points = experiment.points.map((point) => ({ ...point, data: `d${point.coordinates[0]}` }));
  expect(gridOf({ points }, [0, 0, 0.1, 0.1])).toBeUndefined();
});
