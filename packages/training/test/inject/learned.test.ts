import { type PlanChip, type PlanTraining, rangeNames } from '@kirchhoff/plan';
import type { Checkpoint } from '../../src/checkpoint.js';
import { type Engine, loadEngine } from '../../src/engine.js';
import { initialWeights } from '../../src/initialise.js';
import { makeInjection } from '../../src/inject/injection.js';
import { copyArrays } from '../../src/parameters.js';
import type { TrainingRequest } from '../../src/request.js';
import { train } from '../../src/train.js';
import { dense } from '../fixtures.js';
import { bytes, chip, type Inject, requestOf } from './chips.js';

const effects = ['inputs', 'tiles', 'adc'];

const learning = (
  how: Partial<Inject> = {},
  hardware: PlanChip = chip,
  more: Partial<PlanTraining> = {},
): TrainingRequest => requestOf({ effects, ...how }, hardware, { learnRanges: true, ...more });

let engine: Engine;
beforeAll(async () => void ({ engine } = await loadEngine('wasm')));

describe('learned ranges', () => {
  it('begin where they are calibrated, move with the weights, and are recorded', async () => {
    const request = learning();
    const injection = (await makeInjection(request, engine))!;
    const begin = injection.ranges(initialWeights(dense, 1, 0));
    const { weights, epochs } = await train(request, { engine });
    for (const layer of ['fc1', 'fc2']) {
      const { input, signed, adc } = rangeNames(layer);
      expect(weights[signed]!.data[0]).toBe(layer === 'fc1' ? 1 : 0);
      for (const name of [input, adc]) {
        expect(weights[name]!.shape).toEqual(begin[name]!.shape);
        expect(weights[name]!.data[0]).not.toBe(begin[name]!.data[0]);
      }
      const record = epochs.at(-1)!.layers[layer]!;
      expect(record.inputRange).toBe(weights[input]!.data[0]);
      expect(record.adcRange).toBe(weights[adc]!.data[0]);
    }
    const again = await train(request, { engine });
    expect(bytes(again.weights)).toBe(bytes(weights));
  });

  it.each([
    ['adam', { kind: 'adam' }, 0.01, 0.5],
    ['sgd', { kind: 'sgd', momentum: 0.9, nesterov: false }, 0.05, 0.5],
  ] as const)(
    'leave behind what was calibrated on images that are twenty times too bright: %s',
    async (_, optimizer, rate, share) => {
      const own = learning().calibration!;
      const calibration = { ...own, images: own.images.map((value) => value * 20) };
      const learningRate = { kind: 'constant', rate, warmUp: 0 } as const;
      const coarse: PlanChip = { ...chip, inputs: { ...chip.inputs, bits: 5 } };
      const trained = (learnRanges: boolean) =>
        train(
          { ...learning({}, coarse, { learnRanges, epochs: 8, optimizer, learningRate }), calibration },
          { engine },
        );
      const [{ epochs: measured }, { epochs: learned }] = [await trained(false), await trained(true)];
      const ranges = learned.map(({ layers }) => layers.fc1!.inputRange!);
      expect(ranges).toEqual([...ranges].sort((a, b) => b - a));
      expect(learned.at(-1)!.trainingLoss).toBeLessThan(share * measured.at(-1)!.trainingLoss);
    },
  );

  it('begin above 0 where the calibration images show nothing', async () => {
    const own = learning().calibration!;
    const request = { ...learning(), calibration: { ...own, images: own.images.map(() => 0) } };
    const begin = (await makeInjection(request, engine))!.ranges(initialWeights(dense, 1, 0));
    const ranges = Object.entries(begin).filter(([name]) => name.endsWith('_range'));
    expect(ranges.map(([, { data }]) => [...data])).toEqual([[1], [1], [1], [1]]);
    const { epochs } = await train(request, { engine });
    expect(epochs.at(-1)!.layers.fc1!.inputRange).not.toBe(1);
  });

  it('go on from a checkpoint as if nothing had happened', async () => {
    const request = learning({ fromEpoch: 2 }, chip, { epochs: 4 });
    const kept: Checkpoint[] = [];
    const whole = await train(request, {
      engine,
      onCheckpoint: ({ weights, updater, epochs }) =>
        kept.push({
          weights: copyArrays(weights),
          updater: { steps: updater.steps, slots: copyArrays(updater.slots) },
          epochs: [...epochs],
        }),
    });
    for (const resume of kept) {
      const resumed = await train(request, { engine, resume });
      expect(bytes(resumed.weights)).toBe(bytes(whole.weights));
      expect(resumed.epochs).toEqual(whole.epochs);
    }
  });

  it.each(['every_sample', 'every_epoch'] as const)('move with chips drawn %s', async (redraw) => {
    const { weights, epochs } = await train(learning({ redraw }, chip, { epochs: 1 }), { engine });
    const begin = (await makeInjection(learning(), engine))!.ranges(initialWeights(dense, 1, 0));
    for (const [name, { data }] of Object.entries(begin))
      expect([...weights[name]!.data].every((value, i) => value > 0 && value !== data[i])).toBe(
        !name.endsWith('_signed'),
      );
    expect(epochs[0]!.trainingAccuracy).toBeGreaterThan(0.5);
  });

  it('begin with the injection, and are none where it never begins', async () => {
    const late = await train(learning({ fromEpoch: 2 }), { engine });
    expect(late.epochs.map(({ layers }) => layers.fc1!.inputRange !== undefined)).toEqual([false, true]);
    const never = await train(learning({ fromEpoch: 3 }), { engine });
    expect(Object.keys(never.weights).filter((name) => name.includes('range'))).toEqual([]);
  });
});
