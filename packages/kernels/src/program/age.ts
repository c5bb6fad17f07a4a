import { exp32, fillNormals, fold, log32, log64 } from '@kirchhoff/random';
import type { CellSettings, Stroke } from './cells.js';
import type { Drift, DriftExponent } from './device.js';

/** Changes the conductances of a run by what happens between programming and read-out. */
export type Age = (stroke: Stroke, first: number) => void;

const f = Math.fround;
const SMALLEST = 2 ** -126;

/** G = (G + mean) + sigma z with both proportional to ln(time / 1 s); never below 0 unless nothing is clipped. */
function relaxing(settings: CellSettings): Age | null {
  const { relaxation, clip } = settings.device;
  if (relaxation === null) return null;
  const logarithm = log64(relaxation.time);
  const mean = f(relaxation.meanPerLn * logarithm);
  const sigma = f(Math.max(0, relaxation.sigmaPerLn * logarithm + relaxation.sigma));
  const key = fold(settings.key, settings.purposes.relaxation);
  const random = new Float32Array(settings.longestRun);
  const floor = clip === 'none' ? -Infinity : 0;
  return ({ out, cells }, first) => {
    if (sigma > 0) fillNormals(key, cells, random, 0);
    for (let i = 0; i < cells.count; i++) {
      const g = f(f(out[first + i] + mean) + f(sigma * random[i]));
      out[first + i] = g < floor ? floor : g;
    }
  };
}

/** A drift exponent, or its spread, as a function of ln(G / scale). */
function exponent(law: DriftExponent): (logarithm: number) => number {
  if (law.kind === 'number') {
    const value = f(law.value);
    return () => value;
  }
  const [slope, offset, low, high] = [f(law.slope), f(law.offset), f(law.low), f(law.high)];
  return (logarithm) => {
    const value = f(f(slope * logarithm) + offset);
    return value < low ? low : value > high ? high : value;
  };
}

/** ln(G / scale), G taken as at least the smallest normal float32 times the scale. */
function logarithmOf({ scale, nu, nuSigma }: Drift): (g: number) => number {
  if (nu.kind === 'number' && nuSigma?.kind !== 'clamped_log') return () => 0;
  const unit = f(scale ?? 1);
  return (g) => {
    const x = f(g / unit);
    return log32(x > SMALLEST ? x : SMALLEST);
  };
}

/** G (t / t0)^(-nu), nu = max(0, mean + spread z) for every cell. */
function drifting(settings: CellSettings): Age | null {
  const { drift } = settings.device;
  if (drift === null) return null;
  const logarithmOfG = logarithmOf(drift);
  const mean = exponent(drift.nu);
  const spread = drift.nuSigma === null ? null : exponent(drift.nuSigma);
  const decades = f(log64(drift.time / drift.t0));
  const key = fold(settings.key, settings.purposes.drift);
  const random = new Float32Array(settings.longestRun);
  return ({ out, cells }, first) => {
    if (spread !== null) fillNormals(key, cells, random, 0);
    for (let i = 0; i < cells.count; i++) {
      const g = out[first + i];
      const logarithm = logarithmOfG(g);
      const centre = mean(logarithm);
      const nu = spread === null ? centre : f(centre + f(spread(logarithm) * random[i]));
      if (nu > 0) out[first + i] = f(g * exp32(-f(nu * decades)));
    }
  };
}

/** Relaxation, then drift (model.md section 2); null where cells do not age. */
export function ageing(settings: CellSettings): Age | null {
  const relax = relaxing(settings);
  const drift = drifting(settings);
  if (relax === null || drift === null) return relax ?? drift;
  return (stroke, first) => {
    relax(stroke, first);
    drift(stroke, first);
  };
}

/** Sums over cells in the order in which they are programmed, float64 [S]. */
export interface Decay {
  programmed: number;
  read: number;
}

/** The measured mean decay: what the cells of a layer conduct at read-out over what they conducted when programmed. */
export const meanDecay = ({ programmed, read }: Decay): number =>
  programmed > 0 && read > 0 ? read / programmed : 1;
