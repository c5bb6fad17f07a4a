import type { NamedArrays, Plan } from '@kirchhoff/plan';
import type { RunEvent } from '../../src/events.js';
import { execute } from '../../src/execute/execute.js';
import { RunFailure } from '../../src/failure.js';
import type { RunInputs } from '../../src/inputs.js';
import type { RunOptions } from '../../src/options.js';
import { inputsOf, planOf } from '../study.js';

const plan = planOf();
const inputs = inputsOf(plan);

const failureOf = (of: Plan, given: RunInputs, options: RunOptions = {}): Promise<RunFailure> =>
  execute(of, given, { workers: 1, ...options }).then(
    () => {
      throw new Error('it did not fail');
    },
    (cause: unknown) => {
      expect(cause).toBeInstanceOf(RunFailure);
      return cause as RunFailure;
    },
  );

const withWeights = (change: (weights: NamedArrays) => NamedArrays): RunInputs => ({
  ...inputs,
  weights: Object.fromEntries(
    Object.entries(inputs.weights).map(([source, repeats]) => [source, repeats.map(change)]),
  ),
});

describe('a run', () => {
  const events: RunEvent[] = [];
  let results: Awaited<ReturnType<typeof execute>>;
  beforeAll(async () => {
    results = await execute(plan, inputs, { workers: 2, onEvent: (event) => events.push(event) });
  });

  it('tells of its beginning, its preparation, every chip and its end', () => {
    expect(events.map(({ kind }) => kind)).toEqual([
      'started',
      'prepared',
      ...Array<string>(8).fill('progress'),
      'finished',
    ]);
    expect(events[0]).toMatchObject({ points: 2, trials: 8, workers: 2 });
  });

  it('tells of progress that only grows and ends with all', () => {
    const progress = events.filter((event) => event.kind === 'progress');
    expect(progress.map(({ trials }) => trials)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    const points = progress.map(({ points: done }) => done);
    expect(points).toEqual([...points].sort());
    expect(progress.at(-1)).toMatchObject({ trials: 8, ofTrials: 8, points: 2, ofPoints: 2 });
    const [prepared, finished] = [events[1]!, events.at(-1)!] as { readonly seconds: number }[];
    expect(finished!.seconds).toBeGreaterThanOrEqual(prepared!.seconds);
  });

  it('gives the trials in plan order with shares that fit together', () => {
    expect(results.trials.map(({ point, trial }) => [point, trial])).toEqual(
      [0, 1].flatMap((point) => [0, 1, 2, 3].map((trial) => [point, trial])),
    );
    for (const trial of results.trials) {
      const { softwareAccuracy, idealChipAccuracy } = results.baselines[trial.point]!;
      expect(trial.accuracy + trial.accuracyLossSoftware).toBeCloseTo(softwareAccuracy, 12);
      expect(trial.accuracy + trial.accuracyLossIdealChip).toBeCloseTo(idealChipAccuracy, 12);
      expect(Number.isInteger(12 * trial.agreement)).toBe(true);
      expect(trial.crossEntropy).toBeGreaterThan(0);
    }
  });

  it('gives equal chips without variation, others with', () => {
    const losses = results.trials.map(({ crossEntropy }) => crossEntropy);
    expect(new Set(losses.slice(0, 4)).size).toBe(1);
    expect(new Set(losses.slice(4)).size).toBe(4);
  });

  it('evaluates one ideal chip for points that differ in their cells and converters alone', () => {
    expect(results.baselines).toHaveLength(2);
    expect(results.baselines[0]!.idealChipAccuracy).toBe(results.baselines[1]!.idealChipAccuracy);
  });
});

describe('a run that fails', () => {
  it('says which weights are missing', async () => {
    const given = withWeights(({ 'hidden.bias': _, ...rest }) => rest);
    const failure = await failureOf(plan, given);
    expect(failure).toMatchObject({ kind: 'weights', message: 'the weights hold no hidden.bias [6]' });
    expect(failure.details.task).toMatch(/^(software network|calibration of inputs), repeat 0$/);
  });

  it('says which weights have another shape', async () => {
    const turned = { shape: [6, 36], data: new Float32Array(216) };
    const given = withWeights((weights) => ({ ...weights, 'hidden.weights': turned }));
    expect(await failureOf(plan, given)).toMatchObject({
      kind: 'weights',
      message: 'hidden.weights should be [36 x 6], but is [6 x 36]',
    });
  });

  it('says that there is nothing to calibrate on', async () => {
    const data = Object.fromEntries(
      Object.entries(inputs.data).map(([id, set]) => [
        id,
        { ...set, calibration: { images: new Float32Array(0), count: 0 } },
      ]),
    );
    expect(await failureOf(plan, { ...inputs, data })).toMatchObject({ kind: 'no_calibration_images' });
  });

  it('says what the kernels refuse, and on which task', async () => {
    const chips = Object.fromEntries(
      Object.entries(plan.chips).map(([id, chip]) => [
        id,
        { ...chip, device: { ...chip.device, onOffRatio: 0.5 } },
      ]),
    );
    const failure = await failureOf({ ...plan, chips }, inputs);
    expect(failure).toMatchObject({ kind: 'refused', message: expect.stringContaining('onOffRatio = 0.5') });
    expect(failure.details.task).toMatch(/calibration of converters|chip/);
  });

  it('tells of crashes before it gives up on a task', async () => {
    const events: RunEvent[] = [];
    const entry = new URL('crash.mjs', import.meta.url);
    const failure = await failureOf(plan, inputs, { entry, onEvent: (event) => events.push(event) });
    const { task } = failure.details;
    expect(failure.kind).toBe('worker');
    expect(task).toMatch(/^(software network|calibration of inputs), repeat 0$/);
    const crashes = events.filter((event) => event.kind === 'worker_crash' && event.task === task);
    expect(crashes).toMatchObject([1, 2, 3].map((attempt) => ({ attempt, task })));
  });

  it('says that it was interrupted, and reports no crash', async () => {
    const control = new AbortController();
    const kinds: string[] = [];
    const many = planOf((text) => text.replace('trials = 4', 'trials = 5000'));
    const failure = await failureOf(many, inputs, {
      signal: control.signal,
      onEvent: ({ kind }) => {
        kinds.push(kind);
        if (kind === 'progress') control.abort();
      },
    });
    expect(failure.kind).toBe('interrupted');
    expect(kinds).not.toContain('worker_crash');
    expect(kinds).not.toContain('finished');
    expect(kinds.filter((kind) => kind === 'progress').length).toBeLessThan(100);
  });
});
