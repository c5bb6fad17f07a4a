import { fold, key, normals, uniforms } from '@kirchhoff/random';
import { deviation, meanInterval } from '@kirchhoff/statistics';
import { recordProof } from '../proof/record.js';
import { recorded, type Recorded } from './accuracies.js';
import { coverageOf, figuresOf } from './replications.js';

/** Coverage of the t-interval of `n` chips drawn from 1,000 recorded ones, whose mean is the truth. */
function coverageOfChips({ accuracies, mean }: Recorded, n: number): number {
  const draws = new Float32Array(n);
  const chips = new Float64Array(n);
  return coverageOf(mean, (replication) => {
    uniforms(fold(fold(key(13), n), replication), n, draws);
    draws.forEach((u, at) => (chips[at] = accuracies[Math.ceil(u * accuracies.length) - 1]!));
    return meanInterval(chips);
  });
}

/** Whether chips differ by less than an image: most samples of ten hold one accuracy only, or two. */
const isPlateau = ({ accuracies, image }: Recorded): boolean => deviation(accuracies) < image;

const varied = recorded.filter((design) => !isPlateau(design));
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
    expect(varied.filter(({ mean }) => mean > 0.98)).toHaveLength(2);
    expect(recorded.filter(isPlateau)).toHaveLength(1);
  });

  it.each(cases(varied, [20, 50, 100]))('%s, %d chips: 93.5 to 96.5 %%', (name, n, design) => {
    const covered = coverageOfChips(design, n);
    recordProof(`Coverage of the t-interval, n = ${n}, ${name}`, figuresOf(covered));
    expect(covered).toBeGreaterThanOrEqual(0.935);
    expect(covered).toBeLessThanOrEqual(0.965);
  });

  it.each(cases(varied, [10]))('%s, %d chips: at least 90 %%', (name, n, design) => {
    const covered = coverageOfChips(design, n);
    recordProof(`Coverage of the t-interval, n = ${n}, ${name}`, figuresOf(covered));
    expect(covered).toBeGreaterThanOrEqual(0.9);
  });

  /** model.md section 6 says so: chips that differ by less than one image leave samples without any spread. */
  it.each(
    cases(recorded.filter(isPlateau), [10, 20, 50, 100]).map(
      ([name, n, design]) => [name, n, n < 20 ? 80 : 90, design] as const,
    ),
  )('%s, less than one image of deviation, %d chips: at least %d %%', (name, n, least, design) => {
    const covered = coverageOfChips(design, n);
    const proof = `Coverage of the t-interval, n = ${n}, ${name}, deviation below one image`;
    recordProof(proof, figuresOf(covered));
    expect(covered).toBeGreaterThanOrEqual(least / 100);
  });
});
