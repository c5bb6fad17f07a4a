import { exp32 } from '@kirchhoff/random';
import type { ProgrammingLaw } from './device.js';
import { interpolated, type MeasuredTable, segmentOf, shareOf } from './measured.js';
import {
  type LawSetting,
  polynomialSigma,
  resistanceSigma,
  saturatingSigma,
  type Sigma,
  spreadSigma,
} from './sigma.js';

/** Cells first ... first + count - 1 of a plane, and one random number for each at the start of `random`. */
export interface CellRun {
  first: number;
  count: number;
  readonly random: Float32Array;
}

/** Writes programmed conductances [S] of a run of cells, given their targets [S]. May overwrite the random numbers. */
export type ApplyLaw = (target: Float32Array, cells: CellRun, out: Float32Array) => void;

/**
 * A law ready to be applied: what it draws for every cell (standard normals, or uniforms in (0, 1]), and the float32
 * definition of what it does with it.
 */
export interface CellLaw {
  readonly draws: 'normals' | 'uniforms' | 'nothing';
  readonly apply: ApplyLaw;
}

const f = Math.fround;

const exact: ApplyLaw = (target, { first, count }, out) => {
  for (let i = first; i < first + count; i++) out[i] = target[i];
};

/** G = G_t + s z with one s for all cells [S]. */
function additive(s: number): ApplyLaw {
  return (target, { first, count, random }, out) => {
    for (let i = 0; i < count; i++) out[first + i] = f(target[first + i] + f(s * random[i]));
  };
}

/** G = G_t + sigma(G_t) z. */
function spread(sigma: Sigma): ApplyLaw {
  return (target, { first, count, random }, out) => {
    for (let i = 0; i < count; i++) {
      const t = target[first + i];
      out[first + i] = f(t + f(sigma(t) * random[i]));
    }
  };
}

function spreadOut(
  law: Extract<ProgrammingLaw, { kind: 'normal' | 'uniform' }>,
  setting: LawSetting,
): ApplyLaw {
  const width = law.kind === 'normal' ? law.sigma : law.halfWidth;
  const sigma = spreadSigma(width, setting.ends, 1);
  return width.of === 'target' ? spread(sigma) : additive(sigma(0));
}

/** Uniforms in (0, 1] as uniforms in (-1, 1]. */
function bothSides(apply: ApplyLaw): ApplyLaw {
  return (target, cells, out) => {
    const { count, random } = cells;
    for (let i = 0; i < count; i++) random[i] = 2 * random[i] - 1;
    apply(target, cells, out);
  };
}

/** G = G_t exp(s z - shift), shift = s^2 / 2 where the mean is kept. */
function lognormal(sigma: number, centre: 'median' | 'mean'): ApplyLaw {
  const s = f(sigma);
  const shift = centre === 'mean' ? f((sigma * sigma) / 2) : 0;
  return (target, { first, count, random }, out) => {
    for (let i = 0; i < count; i++)
      out[first + i] = f(target[first + i] * exp32(f(f(s * random[i]) - shift)));
  };
}

/** R = R_t exp(s z - s^2 / 2), s linear in R from R_on to R_off; in conductances G_t exp(s^2 / 2 - s z). */
function lognormalResistance(sigma: Sigma): ApplyLaw {
  return (target, { first, count, random }, out) => {
    for (let i = 0; i < count; i++) {
      const t = target[first + i];
      const s = sigma(t);
      out[first + i] = f(t * exp32(f(f(f(s * s) * 0.5) - f(s * random[i]))));
    }
  };
}

/** Linear interpolation of sorted values at u, float64. */
function quantile(sorted: Float64Array, u: number): number {
  const last = sorted.length - 1;
  if (last === 0) return sorted[0];
  const position = last * u;
  const below = Math.min(Math.floor(position), last - 1);
  return sorted[below] + (sorted[below + 1] - sorted[below]) * (position - below);
}

/** G = G_t + the residual at u, between the empirical quantiles of the two neighbouring targets. */
function measuredPairs(targets: Float64Array, residuals: readonly Float64Array[]): ApplyLaw {
  return (target, { first, count, random }, out) => {
    for (let i = 0; i < count; i++) {
      const t = target[first + i];
      const j = segmentOf(targets, t);
      const below = quantile(residuals[j], random[i]);
      const above = quantile(residuals[j + 1], random[i]);
      out[first + i] = f(t + f(below + (above - below) * shareOf(targets, j, t)));
    }
  };
}

/** G = (G_t + the mean shift) + sigma z, both interpolated. */
function measuredMoments(table: MeasuredTable): ApplyLaw {
  return (target, { first, count, random }, out) => {
    for (let i = 0; i < count; i++) {
      const t = target[first + i];
      const shift = f(interpolated(table, table.shifts, t));
      const sigma = f(interpolated(table, table.sigmas, t));
      out[first + i] = f(f(t + shift) + f(sigma * random[i]));
    }
  };
}

/** The law of model.md section 2 on a device's range; null programs targets exactly. */
export function cellLaw(law: ProgrammingLaw | null, setting: LawSetting): CellLaw {
  if (law === null) return { draws: 'nothing', apply: exact };
  const normals = (apply: ApplyLaw): CellLaw => ({ draws: 'normals', apply });
  switch (law.kind) {
    case 'normal':
      return normals(spreadOut(law, setting));
    case 'uniform':
      return { draws: 'uniforms', apply: bothSides(spreadOut(law, setting)) };
    case 'lognormal':
      if (law.sigma !== null) return normals(lognormal(law.sigma, law.centre));
      return normals(lognormalResistance(resistanceSigma(law.sigmaOn ?? 0, law.sigmaOff ?? 0, setting.ends)));
    case 'polynomial':
      return normals(spread(polynomialSigma(law.scale, law.sigma)));
    case 'saturating':
      return normals(spread(saturatingSigma(law.limit, law.at, setting.readVoltage)));
    case 'table': {
      const { targets, residuals } = law.table;
      if (residuals === null) return normals(measuredMoments(law.table));
      return { draws: 'uniforms', apply: measuredPairs(targets, residuals) };
    }
  }
}
