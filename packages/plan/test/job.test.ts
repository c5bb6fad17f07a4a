import { trainingJob } from '../src/job.js';
import type { Plan } from '../src/plan.js';
import { smallPlan, withValue } from './fixture.js';

const plan = smallPlan();
const [training] = Object.keys(plan.trainings) as [string];
const [data] = Object.keys(plan.data) as [string];
const [network] = Object.keys(plan.networks) as [string];
const jobWith = (path: readonly (string | number)[], value: unknown): string =>
  trainingJob(withValue(plan, path, value) as Plan, training);

describe('the identity of a training', () => {
  const own = trainingJob(plan, training);

  it.each<[readonly (string | number)[], unknown]>([
    [['trainings', training, 'epochs'], 3],
    [['trainings', training, 'seed'], 2],
    [['trainings', training, 'batch'], 4],
    [['trainings', training, 'optimizer'], { kind: 'sgd', momentum: 0, nesterov: false }],
    [['trainings', training, 'learningRate', 'rate'], 0.1],
    [['data', data, 'trainImages'], 9],
    [['data', data, 'normalise'], { kind: 'none' }],
    [['data', data, 'source'], { kind: 'mnist' }],
    [['networks', network, 'nodes', 1, 'outputSize'], 3],
  ])('is another with %j = %j', (path, value) => {
    expect(jobWith(path, value)).not.toBe(own);
  });

  it.each<[readonly (string | number)[], unknown]>([
    [['trainings', training, 'repeats'], 7],
    [['data', data, 'testImages'], 4],
    [['data', data, 'calibrationImages'], 2],
    [['experiments', 0, 'seed'], 9],
    [['chips'], {}],
  ])('is the same with %j = %j', (path, value) => {
    expect(jobWith(path, value)).toBe(own);
  });
});
