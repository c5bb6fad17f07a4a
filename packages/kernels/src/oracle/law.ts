import type { ConductanceSpread, Device, ProgrammingLaw } from '../program/device.js';
import type { MeasuredTable } from '../program/measured.js';

/** G_on and G_off [S], and the voltage at which currents are meant [V]. */
export interface OracleCell {
  readonly on: number;
  readonly off: number;
  readonly readVoltage: number;
}

export const oracleCell = (device: Device, readVoltage: number): OracleCell => ({
  on: device.onState,
  off: device.onOffRatio === null ? 0 : device.onState / device.onOffRatio,
  readVoltage,
});

/** A spread at a target [S]. */
export function oracleSpread(spread: ConductanceSpread, target: number, cell: OracleCell): number {
  switch (spread.of) {
    case 'absolute':
      return spread.siemens;
    case 'target':
      return spread.fraction * target;
    case 'range':
      return spread.fraction * (cell.on - cell.off);
    case 'on_state':
      return spread.fraction * cell.on;
  }
}

/** Straight lines through (xs, ys). */
function between(xs: ArrayLike<number>, ys: readonly number[], x: number): number {
  let above = 1;
  while (above < xs.length - 1 && x > xs[above]) above++;
  const share = Math.min(1, Math.max(0, (x - xs[above - 1]) / (xs[above] - xs[above - 1])));
  return ys[above - 1] * (1 - share) + ys[above] * share;
}

/** The value below which a share u of the measurements lies, order statistics joined by straight lines. */
function empiricalQuantile(sorted: ArrayLike<number>, u: number): number {
  const position = (sorted.length - 1) * u;
  const below = Math.floor(position);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (sorted[above] - sorted[below]) * (position - below);
}

function oracleTable({ targets, residuals, shifts, sigmas }: MeasuredTable, target: number, draw: number) {
  if (residuals !== null)
    return (
      target +
      between(
        targets,
        residuals.map((own) => empiricalQuantile(own, draw)),
        target,
      )
    );
  const at = (values: Float64Array): number => between(targets, Array.from(values), target);
  return target + at(shifts) + at(sigmas) * draw;
}

/** The mean shift that a table of means adds at a target [S]; 0 of every other law. */
export const oracleShift = (law: ProgrammingLaw | null, target: number): number =>
  law?.kind === 'table' && law.table.residuals === null ? oracleTable(law.table, target, 0) - target : 0;

function oracleLognormal(
  law: Extract<ProgrammingLaw, { kind: 'lognormal' }>,
  target: number,
  z: number,
  cell: OracleCell,
): number {
  if (law.sigma !== null) {
    const shift = law.centre === 'mean' ? law.sigma ** 2 / 2 : 0;
    return target * Math.exp(law.sigma * z - shift);
  }
  const resistance = 1 / target;
  const span = 1 / cell.off - 1 / cell.on;
  const sigmaOn = law.sigmaOn ?? 0;
  const sigma = sigmaOn + ((law.sigmaOff ?? 0) - sigmaOn) * ((resistance - 1 / cell.on) / span);
  return 1 / (resistance * Math.exp(sigma * z - sigma ** 2 / 2));
}

/**
 * The row of model.md section 2's table in float64 [S], before clipping. `draw` is a standard normal; of the uniform law
 * and of a table of pairs a uniform in (0, 1].
 */
export function oracleLaw(
  law: ProgrammingLaw | null,
  target: number,
  draw: number,
  cell: OracleCell,
): number {
  if (law === null) return target;
  switch (law.kind) {
    case 'normal':
      return target + oracleSpread(law.sigma, target, cell) * draw;
    case 'uniform':
      return target + oracleSpread(law.halfWidth, target, cell) * (2 * draw - 1);
    case 'lognormal':
      return oracleLognormal(law, target, draw, cell);
    case 'polynomial': {
      const sigma = law.sigma.reduce((sum, term, power) => sum + term * (target / law.scale) ** power, 0);
      return target + Math.max(0, sigma) * draw;
    }
    case 'saturating': {
      const current = target * cell.readVoltage;
      return target - ((law.limit * Math.expm1(-current / law.at)) / cell.readVoltage) * draw;
    }
    case 'table':
      return oracleTable(law.table, target, draw);
  }
}
