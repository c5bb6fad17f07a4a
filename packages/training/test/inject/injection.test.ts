import type { PlanChip } from '@kirchhoff/plan';
import { key } from '@kirchhoff/random';
import { chipLogits } from '../../src/chip-logits.js';
import { loadEngine } from '../../src/engine.js';
import { initialWeights } from '../../src/initialise.js';
import { strengthAt } from '../../src/inject/strength.js';
import { train } from '../../src/train.js';
import { dense, job } from '../fixtures.js';
import { bytes, chip, inject, type Inject, requestOf, set } from './chips.js';

describe('the strength of an injection', () => {
  it('is 0 before its first epoch, rises along its ramp, and stays', () => {
    const late = { ...inject, fromEpoch: 3, ramp: 2, strength: 1.5 };
    expect([0, 1.9, 2, 3, 4, 9].map((done) => strengthAt(late, done))).toEqual([0, 0, 0, 0.75, 1.5, 1.5]);
    expect(strengthAt(null, 1)).toBe(0);
  });
});

describe('training under injection', () => {
  it('records the noise that the laws of the model predict, in units of max|W|', async () => {
    const { engine } = await loadEngine('wasm');
    const noiseOf = async (how: Partial<Inject>): Promise<number> => {
      const { epochs } = await train(requestOf(how), { engine });
      return epochs[1]!.layers.fc1!.weightNoise;
    };
    expect(await noiseOf({ strength: 1 })).toBeCloseTo(Math.SQRT2 * 0.1, 2);
    expect(await noiseOf({ strength: 0.5 })).toBeCloseTo((Math.SQRT2 * 0.1) / 2, 2);
    expect(await noiseOf({ law: { kind: 'additive', sigma: 0.05 } })).toBeCloseTo(0.05, 2);
    expect(await noiseOf({ fromEpoch: 3 })).toBe(0);
  });

  it.each(['every_batch', 'every_epoch', 'every_sample'] as const)(
    'learns with a chip drawn %s',
    async (redraw) => {
      const { engine } = await loadEngine('wasm');
      const request = requestOf({ redraw }, chip, { epochs: redraw === 'every_sample' ? 1 : 2 });
      const { epochs, weights } = await train(request, { engine });
      expect(epochs.at(-1)!.trainingAccuracy).toBeGreaterThan(0.6);
      expect(epochs.at(-1)!.noiseStrength).toBe(1);
      const again = await train(request, { engine });
      expect(bytes(again.weights)).toBe(bytes(weights));
    },
  );

  it('moves the clean weights: without any effect it is the plain training', async () => {
    const { engine } = await loadEngine('wasm');
    const plain = await train({ ...requestOf({}), training: { ...job, epochs: 2 } }, { engine });
    const silent = await train(requestOf({ law: { kind: 'additive', sigma: 0 } }), { engine });
    expect(bytes(silent.weights)).toBe(bytes(plain.weights));
  });

  it('learns through coarse converters on tiles, whose ranges follow the weights', async () => {
    const { engine } = await loadEngine('wasm');
    const coarse = { ...chip, adc: { ...chip.adc!, bits: 4 } };
    const effects = ['inputs', 'tiles', 'adc'];
    const { epochs } = await train(requestOf({ effects }, coarse, { epochs: 4 }), { engine });
    expect(epochs[3]!.trainingAccuracy).toBeGreaterThan(0.9);
    expect(epochs[3]!.trainingLoss).toBeLessThan(epochs[0]!.trainingLoss / 2);
  });
});

describe('wires', () => {
  it('takes from the sums what lines lose, and nothing where they lose nothing', async () => {
    const { engine } = await loadEngine('wasm');
    const wired = (resistance: number): PlanChip => ({
      ...chip,
      adc: null,
      array: { ...chip.array, wireResistance: resistance },
      device: { ...chip.device, onOffRatio: 20, clip: 'nonnegative' },
    });
    const arrays = initialWeights(dense, 1, 0);
    const logitsAt = (resistance: number, effects: string[]): Promise<Float32Array> =>
      chipLogits(engine, requestOf({ effects }, wired(resistance)), arrays, set, {
        trial: key(5),
        strength: 1,
      });
    const plain = await logitsAt(50, ['tiles']);
    const lossy = await logitsAt(50, ['tiles', 'wire_resistance']);
    const ideal = await logitsAt(0, ['tiles', 'wire_resistance']);
    expect([...ideal]).toEqual([...plain]);
    const lost = lossy.reduce((sum, value, i) => sum + Math.abs(value - plain[i]!), 0);
    const size = plain.reduce((sum, value) => sum + Math.abs(value), 0);
    expect(lost / size).toBeGreaterThan(0.02);
    expect(lost / size).toBeLessThan(0.5);
  });
});
