import { fold, key, normals, uniforms } from '@kirchhoff/random';
import { DEFAULT_CONFIDENCE, deviation, meanInterval } from '@kirchhoff/statistics';
import { recordProof } from '../proof/record.js';
import { recorded, type Recorded } from './accuracies.js';
import { coverageOf, figuresOf } from './replications.js';

/** Coverage of the t-interval of `n` chips drawn from 1,000 recorded ones, whose mean is the truth. */
function coverageOfChips({ accuracies, mean, image }: Recorded, n: number): number {
  const draws = new Float32Array(n);
  const chips = new Float64Array(n);
  return coverageOf(mean, (replication) => {
    uniforms(fold(fold(key(13), n), replication), n, draws);
    draws.forEach((u, at) => (chips[at] = accuracies[Math.ceil(u * accuracies.length) - 1]!));
    return meanInterval(chips, DEFAULT_CONFIDENCE, image);
  });
}

/** Whether chips differ by less than an image: most samples of ten hold one accuracy only, or two. */
const isPlateau = ({ accuracies, image }: Recorded): boolean => deviation(accuracies) < image;

const cases = (designs: readonly Recorded[], sizes: readonly number[]) =>
  designs.flatMap((design) => sizes.map((n) => [design.name, n, design] as const));

describe('coverage of the 95 % t-interval of a mean', () => {
  it.each([5, 10, 20, 50, 100])('%d normals: 93.5 to 96.5 %% of the replications', (n) => {
    const sample = new Float32Array(n);
    const covered = coverageOf(0, (replication) => {
      normals(fold(fold(key(11), n), replication), n, sample);
      return meanInterval(sample);
    });
    recordProof(`Coverage of the t-interval, n = ${n}, normal`, figuresOf(covered));
    expect(covered).toBeGreaterThanOrEqual(0.935);
    expect(covered).toBeLessThanOrEqual(0.965);
  });

  it('recorded distributions reach from the steep part of the curve to its plateau', () => {
    expect(recorded.map(({ accuracies }) => accuracies.length)).toEqual(Array(6).fill(1000));
    expect(Math.min(...recorded.map(({ mean }) => mean))).toBeLessThan(0.6);
    expect(recorded.filter(({ mean }) => mean > 0.98)).toHaveLength(3);
    expect(recorded.filter(isPlateau)).toHaveLength(1);
  });

  it.each(cases(recorded, [20, 50, 100]))('%s, %d chips: 93.5 to 96.5 %%', (name, n, design) => {
    const covered = coverageOfChips(design, n);
    recordProof(`Coverage of the t-interval, n = ${n}, ${name}`, figuresOf(covered));
    expect(covered).toBeGreaterThanOrEqual(0.935);
    expect(covered).toBeLessThanOrEqual(0.965);
  });

  it.each(cases(recorded, [10]))('%s, %d chips: at least 90 %%', (name, n, design) => {
    const covered = coverageOfChips(design, n);
    recordProof(`Coverage of the t-interval, n = ${n}, ${name}`, figuresOf(covered));
    expect(covered).toBeGreaterThanOrEqual(0.9);
  });
});

/** A plateau: a share `p` of the chips is one image worse than the others. */
describe('coverage where few chips differ, and by one image', () => {
  const image = 1 / 1000;
  const plateau = (p: number): Recorded => ({
    name: `plateau of ${p}`,
    accuracies: Float64Array.from({ length: 1000 }, (_, chip) => (chip < 1000 * p ? 0.99 - image : 0.99)),
    mean: 0.99 - p * image,
    image,
  });

  it.each([0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5])('%d of 10 chips: at least 90 %%', (p) => {
    const covered = coverageOfChips(plateau(p), 10);
    recordProof(
      `Coverage of the t-interval, n = 10, a share ${p} of the chips one image worse`,
      figuresOf(covered),
    );
    expect(covered).toBeGreaterThanOrEqual(0.9);
  });

  it('would be missed by the spread of the sample alone', () => {
    const covered = coverageOfChips({ ...plateau(0.05), image: 0 }, 10);
    expect(covered).toBeLessThan(0.5);
  });
});
