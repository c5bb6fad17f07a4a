import type { ReadNoise } from '../noise/law.js';
import type { MeasuredTable } from './measured.js';

/** A spread of conductance: a fraction of target, range or on state, or siemens (model.md section 2). */
export type ConductanceSpread =
  | { readonly of: 'target' | 'range' | 'on_state'; readonly fraction: number }
  | { readonly of: 'absolute'; readonly siemens: number };

/** Laws of programming (model.md section 2), SI numbers; a table's columns have been read. */
export type ProgrammingLaw =
  | { readonly kind: 'normal'; readonly sigma: ConductanceSpread }
  | {
      readonly kind: 'lognormal';
      readonly sigma: number | null;
      readonly sigmaOn: number | null;
      readonly sigmaOff: number | null;
      readonly centre: 'median' | 'mean';
    }
  | { readonly kind: 'uniform'; readonly halfWidth: ConductanceSpread }
  | { readonly kind: 'polynomial'; readonly scale: number; readonly sigma: readonly number[] }
  | { readonly kind: 'saturating'; readonly limit: number; readonly at: number }
  | { readonly kind: 'table'; readonly table: MeasuredTable };

/** A drift exponent, or its spread: one number, or slope ln(G / scale) + offset kept within [low, high]. */
export type DriftExponent =
  | { readonly kind: 'number'; readonly value: number }
  | {
      readonly kind: 'clamped_log';
      readonly slope: number;
      readonly offset: number;
      readonly low: number;
      readonly high: number;
    };

/** G(t) = G (t / t0)^(-nu), times [s], `scale` [S]. */
export interface Drift {
  readonly time: number;
  readonly nu: DriftExponent;
  readonly nuSigma: DriftExponent | null;
  readonly t0: number;
  readonly scale: number | null;
  readonly compensate: 'none' | 'global';
}

/** Shift of G with ln(time / 1 s), conductances [S]. */
export interface Relaxation {
  readonly time: number;
  readonly meanPerLn: number;
  readonly sigmaPerLn: number;
  readonly sigma: number;
}

/** The statistics of one memory cell. A null ratio is infinite; null means absent. */
export interface Device {
  /** [S] */
  readonly onState: number;
  readonly onOffRatio: number | null;
  readonly levels: number | null;
  readonly programming: ProgrammingLaw | null;
  /** Fractions of the variance. */
  readonly shared: { readonly perChip: number; readonly perColumn: number };
  readonly writeVerify: { readonly tolerance: ConductanceSpread; readonly attempts: number } | null;
  readonly clip: 'nonnegative' | 'range' | 'none';
  /** Fractions of the cells. */
  readonly stuckOn: number;
  readonly stuckOff: number;
  readonly readNoise: ReadNoise | null;
  readonly drift: Drift | null;
  readonly relaxation: Relaxation | null;
}

/** Conductances of the two ends of a cell's range [S], as the numbers the definition uses. */
export interface ConductanceEnds {
  readonly on: number;
  readonly off: number;
  /** on - off */
  readonly range: number;
}

/** G_on, G_off = G_on / ratio (0 for an infinite ratio) and their difference, float64 [S]. */
export function conductanceEnds(device: Pick<Device, 'onState' | 'onOffRatio'>): ConductanceEnds {
  const on = device.onState;
  const off = device.onOffRatio === null ? 0 : on / device.onOffRatio;
  return { on, off, range: on - off };
}
