import type { Device, DriftExponent } from '../program/device.js';
import { oracleCell, oracleLaw, oracleShift, oracleSpread } from './law.js';

/** The random numbers of one cell. */
export interface OracleDraws {
  /** What the law draws at an attempt: a standard normal, or a uniform in (0, 1]. */
  readonly law: (attempt: number) => number;
  /** Uniform in (0, 1]. */
  readonly stuck: number;
  /** Standard normals. */
  readonly relaxation: number;
  readonly drift: number;
}

/** One cell programmed in float64, conductances [S]. */
export interface OracleProgrammed {
  /** After law, clipping and stuck cells. */
  readonly programmed: number;
  /** At read-out. */
  readonly value: number;
  /** Largest magnitude of the terms and sums on the way [S]: what float32 rounds. */
  readonly largest: number;
  readonly attempts: number;
  readonly met: boolean;
  /** Whether a comparison with the tolerance was so close that float32 may decide otherwise. */
  readonly near: boolean;
}

function attemptsOf(target: number, draws: OracleDraws, device: Device, readVoltage: number) {
  const cell = oracleCell(device, readVoltage);
  const { writeVerify } = device;
  const most = writeVerify === null || device.programming === null ? 1 : writeVerify.attempts;
  const tolerance = writeVerify === null ? Infinity : oracleSpread(writeVerify.tolerance, target, cell);
  let near = false;
  for (let attempt = 0; ; attempt++) {
    const drawn = oracleLaw(device.programming, target, draws.law(attempt), cell);
    const distance = Math.abs(drawn - target);
    const margin = 1e-6 * Math.max(distance, tolerance, target);
    near ||= Number.isFinite(tolerance) && distance > 0 && Math.abs(distance - tolerance) <= margin;
    const met = distance <= tolerance;
    if (met || attempt + 1 === most) return { drawn, attempts: attempt + 1, met, near };
  }
}

function exponent(law: DriftExponent, g: number, scale: number): number {
  if (law.kind === 'number') return law.value;
  const value = law.slope * Math.log(Math.max(g / scale, 2 ** -126)) + law.offset;
  return Math.min(law.high, Math.max(law.low, value));
}

function relaxed(programmed: number, z: number, { relaxation, clip }: Device) {
  if (relaxation === null) return { g: programmed, terms: [] };
  const logarithm = Math.log(relaxation.time);
  const shift = relaxation.meanPerLn * logarithm;
  const spread = Math.max(0, relaxation.sigmaPerLn * logarithm + relaxation.sigma) * z;
  const g = programmed + shift + spread;
  return { g: clip === 'none' ? g : Math.max(0, g), terms: [shift, spread, programmed + shift] };
}

function drifted(g: number, z: number, { drift }: Device): number {
  if (drift === null) return g;
  const scale = drift.scale ?? 1;
  const spread = drift.nuSigma === null ? 0 : exponent(drift.nuSigma, g, scale);
  const nu = Math.max(0, exponent(drift.nu, g, scale) + spread * z);
  return g * (drift.time / drift.t0) ** -nu;
}

/** One cell from its target to its conductance at read-out, in float64: model.md section 2 step by step. */
export function oracleProgram(
  target: number,
  draws: OracleDraws,
  device: Device,
  readVoltage: number,
): OracleProgrammed {
  const { on, off } = oracleCell(device, readVoltage);
  const { drawn, ...attempts } = attemptsOf(target, draws, device, readVoltage);
  let programmed = drawn;
  if (device.clip === 'nonnegative') programmed = Math.max(0, drawn);
  if (device.clip === 'range') programmed = Math.min(on, Math.max(off, drawn));
  if (draws.stuck <= device.stuckOn) programmed = on;
  else if (draws.stuck > 1 - device.stuckOff) programmed = off;
  const { g, terms } = relaxed(programmed, draws.relaxation, device);
  const value = drifted(g, draws.drift, device);
  const shift = oracleShift(device.programming, target);
  const rounded = [target, shift, drawn, drawn - target - shift, programmed, g, value, ...terms];
  const largest = Math.max(...rounded.map(Math.abs));
  return { programmed, value, largest, ...attempts };
}
