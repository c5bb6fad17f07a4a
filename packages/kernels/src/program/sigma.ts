import { exp32, exp64, tanh32 } from '@kirchhoff/random';
import type { ConductanceEnds, ConductanceSpread, ProgrammingLaw } from './device.js';
import { interpolated } from './measured.js';

/** Standard deviation of a conductance [S] at a target [S], both float32. */
export type Sigma = (target: number) => number;

/** What a law needs beside its own numbers. */
export interface LawSetting {
  readonly ends: ConductanceEnds;
  /** [V]; used by the saturating law alone */
  readonly readVoltage: number;
}

const f = Math.fround;

/** s, or s G_t, with s = float32(spread x share). */
export function spreadSigma(spread: ConductanceSpread, ends: ConductanceEnds, share: number): Sigma {
  if (spread.of === 'target') {
    const s = f(spread.fraction * share);
    return (target) => f(s * target);
  }
  const s = f(spreadSiemens(spread, ends) * share);
  return () => s;
}

/** A spread that does not depend on the target, float64 [S]. */
function spreadSiemens(spread: Exclude<ConductanceSpread, { of: 'target' }>, ends: ConductanceEnds): number {
  if (spread.of === 'absolute') return spread.siemens;
  return spread.fraction * (spread.of === 'range' ? ends.range : ends.on);
}

/** max(0, sum of c_i (G / scale)^i), Horner's rule in float64 rounded once. */
export function polynomialSigma(scale: number, terms: readonly number[]): Sigma {
  const last = terms.length - 1;
  return (target) => {
    const x = target / scale;
    let sum = last < 0 ? 0 : terms[last];
    for (let i = last - 1; i >= 0; i--) sum = sum * x + terms[i];
    return sum > 0 ? f(sum) : 0;
  };
}

/** limit (1 - exp(-I / at)) / V with I = G V, written 2 T / (1 + T), T = tanh(I / (2 at)), exact for small currents. */
export function saturatingSigma(limit: number, at: number, readVoltage: number): Sigma {
  const most = f(limit / readVoltage);
  const rate = f(readVoltage / (2 * at));
  return (target) => {
    const t = tanh32(f(rate * target));
    return f(most * f(f(2 * t) / f(1 + t)));
  };
}

/** s of ln R, linear in R from `sigmaOn` at R_on to `sigmaOff` at R_off. */
export function resistanceSigma(sigmaOn: number, sigmaOff: number, ends: ConductanceEnds): Sigma {
  const on = f(ends.on);
  const atOn = f(sigmaOn);
  const slope = f((sigmaOff - sigmaOn) / (ends.on / ends.off - 1));
  return (target) => f(atOn + f(slope * f(f(on / target) - 1)));
}

/** exp(s^2) - 1 in float64. */
function grown(s: number): number {
  const square = s * s;
  return square < 1e-5 ? square * (1 + square / 2) : exp64(square) - 1;
}

function lognormalSigma(law: Extract<ProgrammingLaw, { kind: 'lognormal' }>, ends: ConductanceEnds): Sigma {
  if (law.sigma !== null) {
    const gain = law.centre === 'mean' ? 1 : exp64((law.sigma * law.sigma) / 2);
    const variation = f(gain * Math.sqrt(grown(law.sigma)));
    return (target) => f(variation * target);
  }
  const logarithmic = resistanceSigma(law.sigmaOn ?? 0, law.sigmaOff ?? 0, ends);
  return (target) => {
    const s = logarithmic(target);
    const half = tanh32(f(f(s * s) * 0.5));
    const growth = f(f(2 * half) / f(1 - half));
    return f(f(target * exp32(f(s * s))) * f(Math.sqrt(growth)));
  };
}

/**
 * The standard deviation [S] of a law of model.md section 2 as a function of the target [S], docs/numerics.md section 12
 * "Sigma of a law". Of a table of pairs: the interpolated standard deviations of its targets.
 */
export function lawSigma(law: ProgrammingLaw, { ends, readVoltage }: LawSetting): Sigma {
  switch (law.kind) {
    case 'normal':
      return spreadSigma(law.sigma, ends, 1);
    case 'uniform':
      return spreadSigma(law.halfWidth, ends, 1 / Math.sqrt(3));
    case 'lognormal':
      return lognormalSigma(law, ends);
    case 'polynomial':
      return polynomialSigma(law.scale, law.sigma);
    case 'saturating':
      return saturatingSigma(law.limit, law.at, readVoltage);
    case 'table': {
      const { table } = law;
      return (target) => f(interpolated(table, table.sigmas, target));
    }
  }
}
