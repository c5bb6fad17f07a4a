import { cumulative64, exp64, log1p64, log64 } from '../src/index.js';
import { normalCumulative } from './normalCumulative.js';

const relative = (actual: number, expected: number): number => Math.abs(actual / expected - 1);

describe('float64 functions', () => {
  it('log64 agrees with the engine to 2 ulp', () => {
    let error = 0;
    for (let i = -1070; i < 1020; i++)
      for (const m of [1, 1.1, 1.3, 1.41421356, 1.4142137, 1.7, 1.999999]) {
        const x = m * 2 ** i;
        error = Math.max(error, x === 1 ? Math.abs(log64(x)) : relative(log64(x), Math.log(x)));
      }
    expect(error).toBeLessThan(2 ** -51);
  });

  it('exp64 agrees with the engine to 2 ulp', () => {
    let error = 0;
    for (let x = -708; x < 709.7; x += 0.0173) error = Math.max(error, relative(exp64(x), Math.exp(x)));
    expect(error).toBeLessThan(2 ** -51);
  });

  it('log1p64 keeps small arguments', () => {
    let error = 0;
    for (let i = -1; i > -300; i -= 0.37)
      for (const x of [10 ** i, -(10 ** i)]) error = Math.max(error, relative(log1p64(x), Math.log1p(x)));
    expect(error).toBeLessThan(2 ** -50);
  });

  it('cumulative64 is the distribution function of the standard normal', () => {
    let error = 0;
    for (let z = -8; z <= 8; z += 0.00137)
      error = Math.max(error, Math.abs(cumulative64(z) - normalCumulative(z)));
    expect(error).toBeLessThan(1e-14);
    // Abramowitz, Stegun, table 26.1 and 26.2.
    expect(relative(cumulative64(-5), 2.866515718791939e-7)).toBeLessThan(1e-10);
    expect(relative(cumulative64(-10), 7.61985302416052e-24)).toBeLessThan(1e-4);
    expect([0, Infinity, -Infinity, NaN].map(cumulative64)).toEqual([0.5, 1, 0, NaN]);
  });

  it('define the edges', () => {
    expect([1, 0, -0, -1, Infinity, NaN].map(log64)).toEqual([0, -Infinity, -Infinity, NaN, Infinity, NaN]);
    expect([0, Infinity, -Infinity, NaN, 710, -746].map(exp64)).toEqual([1, Infinity, 0, NaN, Infinity, 0]);
    expect([0, -1, Infinity, -2].map(log1p64)).toEqual([0, -Infinity, Infinity, NaN]);
    expect(exp64(-745)).toBe(2 ** -1074);
  });
});
