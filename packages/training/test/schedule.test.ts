import { learningRateAt } from '../src/schedule.js';

describe('learning rate', () => {
  it('is constant', () => {
    expect(learningRateAt({ kind: 'constant', rate: 1e-3, warmUp: 0 }, 7.5, 10)).toBe(1e-3);
  });

  it('falls as a cosine from start to end', () => {
    const cosine = { kind: 'cosine', start: 1e-2, end: 1e-4, warmUp: 0 } as const;
    for (let epoch = 0; epoch <= 10; epoch += 0.25)
      expect(learningRateAt(cosine, epoch, 10)).toBeCloseTo(
        1e-4 + (1e-2 - 1e-4) * 0.5 * (1 + Math.cos((Math.PI * epoch) / 10)),
        8,
      );
  });

  it('warms up linearly', () => {
    const warmed = { kind: 'constant', rate: 1, warmUp: 4 } as const;
    expect([0, 1, 2, 4, 6].map((epoch) => learningRateAt(warmed, epoch, 10))).toEqual([0, 0.25, 0.5, 1, 1]);
  });

  it('steps, decays and runs one cycle', () => {
    const step = { kind: 'step', start: 1, factor: 0.5, every: 2, warmUp: 0 } as const;
    expect([0, 1.9, 2, 5].map((epoch) => learningRateAt(step, epoch, 10))).toEqual([1, 1, 0.5, 0.25]);
    const decay = { kind: 'exponential', start: 1, factor: 0.5, every: 2, warmUp: 0 } as const;
    expect(learningRateAt(decay, 4, 10)).toBeCloseTo(0.25, 12);
    const cycle = { kind: 'one_cycle', peak: 1, start: 0.1, end: 0.01, warmUp: 0 } as const;
    expect([0, 3, 10].map((epoch) => learningRateAt(cycle, epoch, 10))).toEqual([
      expect.closeTo(0.1, 7),
      expect.closeTo(1, 7),
      expect.closeTo(0.01, 7),
    ]);
  });
});
