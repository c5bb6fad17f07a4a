import type { Plan } from '@kirchhoff/plan';
import { memoryOfRun } from '../../src/cost/memory.js';
import { planOf, textOf } from '../study.js';

const mebibyte = 2 ** 20;
const perWorker = (plan: Plan): number => Object.values(plan.mappings)[0]!.bytesPerWorker;
const with8 = (plan: Plan): number => memoryOfRun(plan, 8) - memoryOfRun(plan, 1);

describe('memory of a run', () => {
  const trials = (count: number): Plan => planOf(textOf({}).replace('trials = 5', `trials = ${count}`));

  it('grows by what a worker holds, for every worker that there are images for', () => {
    const plan = trials(1);
    const driven = 4 * 784 * 200;
    // 200 images of one chip make three pieces of at least 64; the others wait with 32 MiB.
    expect(with8(plan)).toBe(2 * (perWorker(plan) + driven) + 5 * 32 * mebibyte);
  });

  it('counts the cells of up to eight chips that a worker runs together', () => {
    const cells = 2 * (784 * 100 + 100 * 10);
    const driven = 4 * 784 * 200;
    expect(with8(trials(4))).toBe(7 * (perWorker(trials(4)) + driven + 8 * 3 * cells));
    expect(with8(trials(100))).toBe(7 * (perWorker(trials(100)) + driven + 8 * 7 * cells));
  });
});
