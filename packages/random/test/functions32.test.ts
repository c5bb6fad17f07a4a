import { cosTurn32, exp32, log32, sigmoid32, sinTurn32, tanh32 } from '../src/index.js';
import { singles, worst } from './ulp.js';

const STEP = 16381;
const LARGEST = (2 - 2 ** -23) * 2 ** 127;
const SMALLEST = 2 ** -149;

describe('log32', () => {
  it('is within 1 ulp of the logarithm for all kinds of positive numbers', () => {
    expect(worst(singles(SMALLEST, LARGEST, STEP), log32, Math.log)).toBeLessThan(1);
    expect(worst(singles(0.5, 2, 127), log32, Math.log)).toBeLessThan(1);
  });

  it('defines the edges', () => {
    expect([1, 0, -0, Infinity].map(log32)).toEqual([0, -Infinity, -Infinity, Infinity]);
    expect([-1, -SMALLEST, -Infinity, NaN].map(log32)).toEqual([NaN, NaN, NaN, NaN]);
  });
});

describe('exp32', () => {
  it('is within 2 ulp of the exponential, subnormal results included', () => {
    expect(worst(singles(SMALLEST, 88.72, STEP), exp32, Math.exp)).toBeLessThan(2);
    expect(worst(singles(-SMALLEST, -104, STEP), exp32, Math.exp)).toBeLessThan(2);
    expect(worst(singles(1e-3, 88.72, 997), exp32, Math.exp)).toBeLessThan(2);
    expect(worst(singles(-1e-3, -104, 997), exp32, Math.exp)).toBeLessThan(2);
  });

  it('defines the edges', () => {
    expect([0, -0, Infinity, -Infinity, NaN].map(exp32)).toEqual([1, 1, Infinity, 0, NaN]);
    expect([88.8, 1e30, -104, -1e30].map(exp32)).toEqual([Infinity, Infinity, 0, 0]);
    expect(exp32(-103.9)).toBe(SMALLEST);
  });
});

describe('sinTurn32, cosTurn32', () => {
  it('are within 2 ulp of 1 everywhere', () => {
    let error = 0;
    for (let x = 0; x < 2 ** 32; x += 39979) {
      const angle = (2 * Math.PI * (x | 0)) / 2 ** 32;
      error = Math.max(
        error,
        Math.abs(sinTurn32(x) - Math.sin(angle)),
        Math.abs(cosTurn32(x) - Math.cos(angle)),
      );
    }
    expect(error).toBeLessThan(2 * 2 ** -24);
  });

  it('are exact at the quarters', () => {
    const quarters = [0, 0x40000000, 0x80000000, 0xc0000000];
    expect(quarters.map((x) => cosTurn32(x) + 0)).toEqual([1, 0, -1, 0]);
    expect(quarters.map((x) => sinTurn32(x) + 0)).toEqual([0, 1, 0, -1]);
  });
});

describe('tanh32 and sigmoid32', () => {
  const logistic = (x: number): number => (x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x)));

  it('are within 3 ulp', () => {
    expect(worst(singles(SMALLEST, 10, STEP), tanh32, Math.tanh)).toBeLessThan(3);
    expect(worst(singles(0.5, 10, 211), tanh32, Math.tanh)).toBeLessThan(3);
    expect(worst(singles(SMALLEST, 90, STEP), sigmoid32, logistic)).toBeLessThan(3);
    expect(worst(singles(-SMALLEST, -103.5, STEP), sigmoid32, logistic)).toBeLessThan(3);
  });

  it('define the edges', () => {
    expect([0, -0, Infinity, -Infinity, NaN].map(tanh32)).toEqual([0, -0, 1, -1, NaN]);
    expect([0, -0, Infinity, -Infinity, NaN].map(sigmoid32)).toEqual([0.5, 0.5, 1, 0, NaN]);
    expect(tanh32(-0.3)).toBe(-tanh32(0.3));
  });
});
