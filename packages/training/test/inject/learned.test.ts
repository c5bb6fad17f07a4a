import { type NamedArrays, type PlanChip, type PlanTraining, rangeNames } from '@kirchhoff/plan';
import { key } from '@kirchhoff/random';
import type { Checkpoint } from '../../src/checkpoint.js';
import { type Engine, loadEngine } from '../../src/engine.js';
import { type Gradient, gradientOf } from '../../src/gradient.js';
import { initialWeights } from '../../src/initialise.js';
import { type Injection, makeInjection } from '../../src/inject/injection.js';
import { copyArrays } from '../../src/parameters.js';
import type { TrainingRequest } from '../../src/request.js';
import { train } from '../../src/train.js';
import { dense } from '../fixtures.js';
import { bytes, chip, type Inject, requestOf, set } from './chips.js';

const effects = ['inputs', 'tiles', 'adc'];

const learning = (
  how: Partial<Inject> = {},
  hardware: PlanChip = chip,
  more: Partial<PlanTraining> = {},
): TrainingRequest => requestOf({ effects, ...how }, hardware, { learnRanges: true, ...more });

const exact: PlanChip = {
  ...chip,
  device: { ...chip.device, programming: null },
  adc: { ...chip.adc!, bits: 24 },
  inputs: { ...chip.inputs, bits: 24 },
};
const batch = {
  images: set.images,
  labels: Int32Array.from(set.labels),
  count: set.count,
  key: key(1),
};

let engine: Engine;
beforeAll(async () => void ({ engine } = await loadEngine('wasm')));

async function gradientAt(
  injection: Injection,
  request: TrainingRequest,
  arrays: NamedArrays,
): Promise<Gradient> {
  const drawn = injection.draw(arrays, { trial: key(2), strength: 1, firstImage: 0 });
  try {
    return gradientOf(engine, request, drawn.arrays, batch, drawn.hardware);
  } finally {
    drawn.release();
  }
}

/** The arrays with every range times what `factor` says. */
function withRanges(arrays: NamedArrays, factor: (name: string) => number): NamedArrays {
  const copy = copyArrays(arrays);
  for (const [name, { data }] of Object.entries(copy))
    if (name.endsWith('_range')) data.forEach((value, i) => (data[i] = value * factor(name)));
  return copy;
}

describe('the gradient by a learned range', () => {
  const { input: input1, adc: adc1 } = rangeNames('fc1');
  const { input: input2, adc: adc2 } = rangeNames('fc2');

  it.each([
    [input1, 16, 2 ** 23 - 1],
    [adc1, 24, 2 ** 23 - 1],
    [input2, 12, 2 ** 24 - 1],
    [adc2, 6, 2 ** 23 - 1],
  ])(
    'is the slope of the loss by the logarithm of %s over sqrt(%i x %i), where it clips',
    async (name, values, largest) => {
      const request = learning({}, exact);
      const injection = (await makeInjection(request, engine))!;
      const own = initialWeights(dense, 1, 0);
      const arrays = { ...own, ...injection.ranges(own) };
      const lossAt = async (by: number): Promise<Gradient> =>
        gradientAt(
          injection,
          request,
          withRanges(arrays, (each) => factorOf(each) * (each === name ? by : 1)),
        );
      // Everything else reaches beyond what it meets. Full scales are in units of the input range.
      const factorOf = (each: string): number => {
        const [layer, kind] = each.split('.');
        const inputs = `${layer}.input_range` === name ? 0.4 : 1.5;
        if (kind === 'input_range') return inputs;
        return (each === name ? 0.4 : 2.5) / inputs;
      };
      const step = 1e-3;
      const slope = ((await lossAt(Math.exp(step))).loss - (await lossAt(Math.exp(-step))).loss) / (2 * step);
      const { gradients } = await lossAt(1);
      const found = gradients[name]![0]! * Math.sqrt(values * largest);
      expect(Math.abs(slope)).toBeGreaterThan(1e-3);
      expect(Math.abs(found - slope)).toBeLessThan(0.01 * Math.abs(slope));
    },
  );
});

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

  it('begin with the injection, and are none where it never begins', async () => {
    const late = await train(learning({ fromEpoch: 2 }), { engine });
    expect(late.epochs.map(({ layers }) => layers.fc1!.inputRange !== undefined)).toEqual([false, true]);
    const never = await train(learning({ fromEpoch: 3 }), { engine });
    expect(Object.keys(never.weights).filter((name) => name.includes('range'))).toEqual([]);
  });
});
