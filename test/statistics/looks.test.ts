import { fold, key, normals, uniforms } from '@kirchhoff/random';
import {
  bootstrapInterval,
  lookConfidence,
  looksBetween,
  meanInterval,
  quantileInterval,
} from '@kirchhoff/statistics';

const full = process.env.KIRCHHOFF_FULL !== undefined;
const replications = full ? 10_000 : 1500;
/** Three standard errors below 95 %. */
const least = 0.95 - 3 * Math.sqrt((0.95 * 0.05) / replications);

/** Share of studies whose interval at the look that stops holds the true mean, 0; the deviation is 1. */
function coverage(
  from: number,
  to: number,
  halfWidth: number,
  confidence = lookConfidence(0.95, from, to),
): number {
  const looks = looksBetween(from, to);
  const sample = new Float32Array(to);
  let covered = 0;
  for (let study = 0; study < replications; study++) {
    normals(fold(fold(key(31), from), study), to, sample);
    for (const chips of looks) {
      const { low, high } = meanInterval(sample.subarray(0, chips), confidence);
      if (chips < to && (high - low) / 2 > halfWidth) continue;
      if (low <= 0 && 0 <= high) covered++;
      break;
    }
  }
  return covered / replications;
}

describe('stopping when the interval is narrow', () => {
  it('looks at complete batches only', () => {
    expect(looksBetween(20, 400)).toEqual([20, 40, 80, 160, 320, 400]);
    expect(looksBetween(20, 20)).toEqual([20]);
    expect(looksBetween(60, 1000)).toEqual([60, 120, 240, 480, 960, 1000]);
  });

  const cases = full
    ? [
        [2, 64],
        [5, 320],
        [10, 320],
        [20, 400],
        [60, 1000],
      ]
    : [
        [2, 64],
        [10, 160],
        [20, 320],
      ];
  it.each(cases)('%d to %d chips: the interval keeps 95 %% wherever it stops', (from, to) => {
    for (let width = 2 / Math.sqrt(from); width > 1.6 / Math.sqrt(to); width /= full ? 1.35 : 1.7)
      expect(coverage(from!, to!, width)).toBeGreaterThan(least);
  });

  it('without the correction it would not', () => {
    expect(coverage(2, 64, 0.7, 0.95)).toBeLessThan(least);
    expect(coverage(2, 64, 0.7)).toBeGreaterThan(least);
    expect(lookConfidence(0.95, 20, 20)).toBeCloseTo(0.95, 15);
  });
});

describe('intervals without a distribution', () => {
  const sample = new Float32Array(60);
  const share = (holds: () => boolean, seed: number, count: number): number => {
    let covered = 0;
    for (let study = 0; study < count; study++) {
      uniforms(fold(key(seed), study), sample.length, sample);
      for (let i = 0; i < sample.length; i++) sample[i] = sample[i]! ** 3;
      if (holds()) covered++;
    }
    return covered / count;
  };

  it.each([0.1, 0.5, 0.9])(
    'the %d quantile of a skewed law lies in its interval 95 of 100 times',
    (probability) => {
      const holds = (): boolean => {
        const { low, high } = quantileInterval(sample, probability);
        return !(low > probability ** 3) && !(high < probability ** 3);
      };
      expect(share(holds, 41, replications)).toBeGreaterThan(least);
    },
  );

  it('the bootstrap interval of the mean of 60 skewed values holds it 92 of 100 times or more', () => {
    const holds = (): boolean => {
      const { low, high } = bootstrapInterval(sample, undefined, { resamples: 400 });
      return low <= 0.25 && 0.25 <= high;
    };
    expect(share(holds, 43, 500)).toBeGreaterThan(0.92);
  });
});
