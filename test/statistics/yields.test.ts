import { fold, key, uniforms } from '@kirchhoff/random';
import { yieldInterval } from '@kirchhoff/statistics';
import { recordProof } from '../proof/record.js';
import { recorded } from './accuracies.js';
import { coverageOf, figuresOf, REPLICATIONS } from './replications.js';

type Intervals = readonly { readonly low: number; readonly high: number }[];

const intervalsOf = (chips: number): Intervals =>
  Array.from({ length: chips + 1 }, (_, passed) => yieldInterval(passed, chips));

/** Sum of the binomial probabilities of the counts whose interval holds the truth. */
function enumeratedCoverage(intervals: Intervals, chips: number, truth: number): number {
  let probability = (1 - truth) ** chips;
  let covered = 0;
  intervals.forEach(({ low, high }, passed) => {
    if (low <= truth && truth <= high) covered += probability;
    probability *= ((chips - passed) / (passed + 1)) * (truth / (1 - truth));
  });
  return covered;
}

/** Coverage by simulation of `chips` chips, each of which passes with the probability `truth`. */
function simulatedCoverage(intervals: Intervals, chips: number, truth: number): number {
  const draws = new Float32Array(chips);
  return coverageOf(truth, (replication) => {
    uniforms(fold(fold(key(12), Math.round(truth * 1000)), replication), chips, draws);
    return intervals[draws.filter((u) => u <= truth).length]!;
  });
}

function compare(proof: string, chips: number, truth: number): void {
  const intervals = intervalsOf(chips);
  const exact = enumeratedCoverage(intervals, chips, truth);
  const covered = simulatedCoverage(intervals, chips, truth);
  recordProof(proof, { ...figuresOf(covered), 'enumerated [%]': exact * 100 });
  expect(covered).toBeGreaterThanOrEqual(0.945);
  expect(Math.abs(covered - exact)).toBeLessThan(3 * Math.sqrt((exact * (1 - exact)) / REPLICATIONS));
}

const percent = (truth: number): string => `${Math.round(truth * 1000) / 10} %`;

describe('coverage of the exact 95 % interval of a yield', () => {
  it.each([10, 20, 50, 59, 100])('%d chips: at least 95 %% at every yield, enumerated', (chips) => {
    const intervals = intervalsOf(chips);
    let least = 1;
    for (let truth = 0.005; truth < 1; truth += 0.005)
      least = Math.min(least, enumeratedCoverage(intervals, chips, truth));
    recordProof(`Enumerated coverage of the yield interval, ${chips} chips`, {
      yields: 199,
      'least coverage [%]': least * 100,
    });
    expect(least).toBeGreaterThanOrEqual(0.95 - 1e-12);
  });

  it.each([0.1, 0.5, 0.8, 0.95, 0.99].flatMap((truth) => [10, 20, 50, 100].map((chips) => [truth, chips])))(
    'a yield of %d, %d chips: at least 94.5 %%, and as enumerated',
    (truth, chips) =>
      compare(`Coverage of the yield interval, ${chips} chips, yield ${percent(truth)}`, chips, truth),
  );

  it.each(recorded.map((design) => [design.name, design] as const))(
    '%s: the share of chips that lose at most one point to the mean, 50 chips',
    (name, { accuracies, mean }) => {
      const truth = accuracies.filter((accuracy) => accuracy >= mean - 0.01).length / accuracies.length;
      if (truth === 1) expect(simulatedCoverage(intervalsOf(50), 50, truth)).toBe(1);
      else compare(`Coverage of the yield interval, 50 chips, ${name}`, 50, truth);
    },
  );
});
