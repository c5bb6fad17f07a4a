import type { Place, RecordedTrial } from '@kirchhoff/runtime';
import { keeper } from '../../src/store/keeper.js';

const place: Place = { experiment: 0, point: 3, repeat: 1 };
const trial = (at: number): RecordedTrial => ({
  result: {
    ...{ experiment: 'e', point: 3, repeat: 1, trial: at, accuracy: 0.9, agreement: 0.9, crossEntropy: 0.5 },
    ...{ accuracyLossSoftware: 0.05, accuracyLossIdealChip: 0.04 },
  },
  baseline: { experiment: 'e', point: 3, repeat: 1, softwareAccuracy: 0.95, idealChipAccuracy: 0.94 },
});

describe('a keeper', () => {
  beforeEach(() => void import.meta.jest.useFakeTimers());
  afterEach(() => void import.meta.jest.useRealTimers());

  it('writes what it took within a second, though nothing more comes', async () => {
    const written: number[] = [];
    const { keep } = keeper(async (_, trials) => {
      await Promise.resolve();
      written.push(...trials.map(({ result }) => result.trial));
    });
    keep(place, trial(0));
    keep(place, trial(1));
    await import.meta.jest.advanceTimersByTimeAsync(999);
    expect(written).toEqual([]);
    await import.meta.jest.advanceTimersByTimeAsync(1);
    expect(written).toEqual([0, 1]);
    await import.meta.jest.advanceTimersByTimeAsync(5000);
    expect(written).toEqual([0, 1]);
  });

  it('tells of a write that failed at the next trial and at the end', async () => {
    const { keep, flush } = keeper(() => Promise.reject(new Error('the disk is full')));
    keep(place, trial(0));
    await import.meta.jest.advanceTimersByTimeAsync(1000);
    expect(() => keep(place, trial(1))).toThrow('the disk is full');
    await expect(flush()).rejects.toThrow('the disk is full');
  });
});
