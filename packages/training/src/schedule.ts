import type { PlanLearningRate } from '@kirchhoff/plan';
import { cosTurn32, exp64, log64 } from '@kirchhoff/random';

/** (1 + cos(pi t)) / 2 for t in 0 to 1: from 1 to 0. */
const halfCosine = (t: number): number => (1 + cosTurn32(Math.min(Math.round(t * 2 ** 31), 2 ** 31) | 0)) / 2;

const power = (base: number, exponent: number): number => (base === 0 ? 0 : exp64(exponent * log64(base)));

function bare(rate: PlanLearningRate, epoch: number, epochs: number): number {
  const t = Math.min(epoch / epochs, 1);
  switch (rate.kind) {
    case 'constant':
      return rate.rate;
    case 'step': {
      let value = rate.start;
      for (let passed = rate.every; passed <= epoch; passed += rate.every) value *= rate.factor;
      return value;
    }
    case 'exponential':
      return rate.start * power(rate.factor, epoch / rate.every);
    case 'linear':
      return rate.start + (rate.end - rate.start) * t;
    case 'cosine':
      return rate.end + (rate.start - rate.end) * halfCosine(t);
    case 'one_cycle': {
      const rise = 0.3;
      return t < rise
        ? rate.peak + (rate.start - rate.peak) * halfCosine(t / rise)
        : rate.end + (rate.peak - rate.end) * halfCosine((t - rise) / (1 - rise));
    }
  }
}

/**
 * Learning rate at a moment of training. `epoch` counts passed epochs, fractional within one; `epochs` is the whole length.
 * A warm-up rises linearly from 0 and the schedule runs underneath it.
 */
export function learningRateAt(rate: PlanLearningRate, epoch: number, epochs: number): number {
  const value = bare(rate, epoch, epochs);
  return rate.warmUp > 0 && epoch < rate.warmUp ? (value * epoch) / rate.warmUp : value;
}
